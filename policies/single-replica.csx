Policy("single-replica", Severity.Low, "Deployments run more than one replica")
    .Code("SINGLE_REPLICA")
    .Why("with a single replica every drained or broken node is an outage")
    .Fix("set `spec.replicas` to 2 or more");

Each<Deployment>((d, found) =>
{
    // left out means 1; 0 is switched off, and nothing to warn of
    if ((d.Spec.Replicas ?? 1) == 1)
        found.Violation(d.Spec["replicas"], "there is only `1` replica");
});
