package io.ramal.pool;

import io.ramal.extension.Event;
import io.ramal.extension.Extension;
import io.ramal.history.HistoryEntry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens after a commit: callers are answered, support's log lines written, the PBX asked.
 */
final class Publisher {

  private static final Logger LOG = LoggerFactory.getLogger("io.ramal.pool");

  private final Followed followed;
  private final Figures figures;
  private volatile Optional<PbxLinks> links = Optional.empty();

  Publisher(Followed followed, Figures figures) {
    this.followed = followed;
    this.figures = figures;
  }

  void use(PbxLinks pbxLinks) {
    links = Optional.of(pbxLinks);
  }

  void publish(Committer.Result result, List<Work.Step> steps) {
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).done().complete(result.decisions().get(i));
    }
    result.given().forEach((ask, name) -> ask.done().complete(Optional.of(name)));
    result.entries().forEach(this::published);
    result.changed().stream()
        .filter(extension -> !extension.facts().verified())
        .forEach(this::recheck);
    result.stale().forEach(stamp -> tell(l -> l.deposed(stamp.pbx(), stamp.epoch())));
  }

  void none(List<Work.Ask> asks) {
    asks.forEach(
        ask -> {
          figures.none();
          ask.done().complete(Optional.empty());
        });
  }

  /** Signals that were not recorded: what they said must be read again. */
  void lost(List<Work.Step> steps) {
    Set<String> pbxs =
        steps.stream()
            .flatMap(step -> step.stamp().stream())
            .map(LinkStamp::pbx)
            .collect(Collectors.toSet());
    pbxs.forEach(pbx -> tell(l -> l.mustReread(pbx, "events could not be recorded")));
  }

  private void published(HistoryEntry entry) {
    switch (entry.event()) {
      case ALLOCATED, LEASE_RESUMED -> figures.allocated();
      case RELEASED, RESET -> cleared(entry);
      case REGISTERED, CONTENDED -> LOG.info("[AMI] {} → REGISTERED", entry.extension());
      case UNREGISTERED -> LOG.info("[AMI] {} → UNREGISTERED", entry.extension());
      case CALL_STARTED -> LOG.info("[AMI] {} → IN CALL", entry.extension());
      case CALL_ENDED -> LOG.info("[AMI] {} → CALL ENDED → {}", entry.extension(), shouted(entry));
      case LEASE_EXPIRED -> LOG.info("{} → LEASE EXPIRED ({})", entry.extension(), entry.detail());
      case CONFIGURED -> followed.add(entry.extension(), entry.pbx());
      case UNCONFIGURED, OUT_OF_SERVICE, IN_SERVICE, VERIFIED -> {}
      case CONTACT_ADDED, CONTACT_CHANGED, CONTACT_REMOVED -> {}
      case CHANNEL_ADDED, CHANNEL_RENAMED, CHANNEL_ENDED -> {}
    }
    if (entry.event() == Event.CONTENDED) {
      LOG.warn(
          "[RAMAL-1003] {} is contended: {} was cleared by hand and is registered again under a"
              + " later lease",
          entry.extension(),
          entry.evidence().contactUri());
    }
  }

  private void cleared(HistoryEntry entry) {
    figures.released();
    LOG.info("{} → {}", entry.extension(), entry.event().name());
  }

  private void recheck(Extension extension) {
    tell(l -> l.recheck(extension.pbx(), extension.name()));
  }

  /** Whatever a link does with the news, what is committed stays committed. */
  private void tell(Consumer<PbxLinks> news) {
    try {
      links.ifPresent(news);
    } catch (RuntimeException failure) {
      LOG.error("[RAMAL-1005] a PBX link could not be told", failure);
    }
  }

  private static String shouted(HistoryEntry entry) {
    return entry.to().name().replace('_', ' ');
  }
}
