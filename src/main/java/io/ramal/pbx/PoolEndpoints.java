package io.ramal.pbx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.PJSipShowEndpointAction;
import org.asteriskjava.manager.action.PJSipShowEndpointsAction;
import org.asteriskjava.manager.action.SipPeersAction;

/**
 * Reads how endpoints are set up. The answers have the passwords of the extensions in them; they
 * are not kept.
 */
record PoolEndpoints(AmiConnection connection) {

  /** Every endpoint and chan_sip peer; empty when neither can be listed. */
  Optional<Set<String>> names() throws LinkLostException, InterruptedException {
    Optional<Set<String>> pjsip = names(new PJSipShowEndpointsAction());
    Optional<Set<String>> sip =
        SipPeers.possible(connection.protocol()) ? names(new SipPeersAction()) : Optional.empty();
    if (pjsip.isEmpty() && sip.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Stream.of(pjsip, sip)
            .flatMap(Optional::stream)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private Optional<Set<String>> names(ManagerAction action)
      throws LinkLostException, InterruptedException {
    AmiAnswer answer = connection.ask(action);
    boolean none = answer.message().equals("No endpoints found");
    if (answer.isError() && !none) {
      return Optional.empty();
    }
    var names = new HashSet<String>();
    answer.items().forEach(item -> names.add(item.field("ObjectName")));
    return Optional.of(names);
  }

  /** Those of these that PJSIP has. */
  Map<String, PbxSight.Endpoint> of(Set<String> extensions)
      throws LinkLostException, InterruptedException {
    var found = new HashMap<String, PbxSight.Endpoint>();
    for (String extension : extensions) {
      var action = new PJSipShowEndpointAction();
      action.setEndpoint(extension);
      AmiAnswer answer = connection.ask(action);
      endpoint(answer.items()).ifPresent(endpoint -> found.put(extension, endpoint));
    }
    return found;
  }

  private static Optional<PbxSight.Endpoint> endpoint(List<AmiMessage> items) {
    List<PbxSight.Aor> aors = named(items, "AorDetail").map(PoolEndpoints::aor).toList();
    return named(items, "EndpointDetail")
        .map(item -> new PbxSight.Endpoint(isTrue(item.field("RewriteContact")), aors))
        .findFirst();
  }

  private static Stream<AmiMessage> named(List<AmiMessage> items, String event) {
    return items.stream().filter(item -> item.event().equals(event));
  }

  private static PbxSight.Aor aor(AmiMessage item) {
    return new PbxSight.Aor(
        item.field("ObjectName"),
        number(item.field("MaxContacts")),
        isTrue(item.field("RemoveExisting")),
        number(item.field("QualifyFrequency")));
  }

  private static boolean isTrue(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("yes");
  }

  private static int number(String text) {
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }
}
