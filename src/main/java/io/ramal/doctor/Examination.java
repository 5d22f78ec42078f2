package io.ramal.doctor;

import io.ramal.config.Settings;
import io.ramal.database.DatabaseSettings;
import io.ramal.database.Databases;
import io.ramal.pbx.LinkTimes;
import io.ramal.pbx.PbxInspector;
import io.ramal.pbx.PbxSettings;
import io.ramal.pbx.PbxSight;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The door of this room: examines settings, database and PBXs. */
public final class Examination {

  private final Settings settings;
  private final DatabaseSettings database;
  private final LinkTimes times;
  private final InstantSource clock;

  /**
   * Of what these settings name.
   *
   * @param database the database among them
   * @param times how long the PBX is waited for
   * @param clock of this machine
   */
  public Examination(
      Settings settings, DatabaseSettings database, LinkTimes times, InstantSource clock) {
    this.settings = settings;
    this.database = Databases.onlyToLook(database);
    this.times = times;
    this.clock = clock;
  }

  /** Looks once. */
  public Report report() throws InterruptedException {
    var sections = new ArrayList<Section>();
    sections.add(new SettingsExamination(settings).section());
    DatabaseExamination.Outcome outcome = new DatabaseExamination(database, clock).examine();
    sections.add(outcome.section());
    for (Settings.Pbx pbx : settings.pbxs()) {
      sections.addAll(sections(pbx, pool(pbx, outcome)));
    }
    return new Report(sections);
  }

  /** As the settings say, or as it stands in the database. */
  private static SortedSet<String> pool(Settings.Pbx pbx, DatabaseExamination.Outcome outcome) {
    return pbx.extensions()
        .<SortedSet<String>>map(TreeSet::new)
        .or(() -> outcome.pool(pbx.name()))
        .orElseGet(TreeSet::new);
  }

  private List<Section> sections(Settings.Pbx pbx, SortedSet<String> pool)
      throws InterruptedException {
    var access =
        new PbxSettings(pbx.name(), pbx.host(), pbx.port(), pbx.user(), pbx.password().value());
    PbxSight sight = PbxInspector.look(access, times, pool, clock);
    return new PbxExamination(access, pbx.wss(), pool).sections(sight);
  }
}
