package io.ramal.pbx;

import org.asteriskjava.manager.AsteriskMapping;
import org.asteriskjava.manager.action.AbstractManagerAction;

/**
 * The Filter action in the form of Asterisk 22, which compares names of events instead of searching
 * their text. Public because asterisk-java reads its properties by reflection.
 */
public final class FilterByName extends AbstractManagerAction {

  private static final long serialVersionUID = 1L;

  private final String event;

  FilterByName(String event) {
    this.event = event;
  }

  @Override
  public String getAction() {
    return "Filter";
  }

  /** Only adding is known to the PBX. */
  public String getOperation() {
    return "Add";
  }

  /** Lets events of that name through. */
  @AsteriskMapping("MatchCriteria")
  public String getMatchCriteria() {
    return "name(" + event + ")";
  }

  /** Nothing is searched for. */
  public String getFilter() {
    return "";
  }
}
