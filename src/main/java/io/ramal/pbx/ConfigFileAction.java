package io.ramal.pbx;

import org.asteriskjava.manager.action.AbstractManagerAction;

/**
 * The GetConfig action for a part of a file, so that the secrets of the rest stay where they are.
 * Public because asterisk-java reads its properties by reflection.
 */
public final class ConfigFileAction extends AbstractManagerAction {

  private static final long serialVersionUID = 1L;

  private final String filename;
  private final String category;
  private final String filter;

  private ConfigFileAction(String filename, String category, String filter) {
    this.filename = filename;
    this.category = category;
    this.filter = filter;
  }

  static ConfigFileAction section(String filename, String name) {
    return new ConfigFileAction(filename, name, "");
  }

  static ConfigFileAction sectionsOfType(String filename, String type) {
    return new ConfigFileAction(filename, "", "type=" + type);
  }

  @Override
  public String getAction() {
    return "GetConfig";
  }

  /** The file, in the folder of Asterisk's configuration. */
  public String getFilename() {
    return filename;
  }

  /** The name of the section; empty for any. */
  public String getCategory() {
    return category;
  }

  /** What the section must have in it; empty for anything. */
  public String getFilter() {
    return filter;
  }
}
