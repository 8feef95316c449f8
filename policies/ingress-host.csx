Policy("ingress-host", Severity.High, "Ingresses claim only hosts that are theirs")
    .Code("INGRESS_HOST_INVALID")
    .Why("an ingress with an open host takes requests that are meant for others")
    .Fix("name the full host in every rule, with an approved suffix")
    .Escalate(action: Act.Delete);

var mustContain = Setting("mustContain", new string[0], "texts that every host must contain, all of them");
var mustNotContain = Setting("mustNotContain", new[] { "*" }, "texts that no host may contain");
var suffixes = Setting("approvedSuffixes", new string[0], "endings of which a host must have one; an empty list allows any");

Each<Ingress>((ingress, found) =>
{
    var rules = ingress.Spec.Rules;
    if (!rules.Any() && ingress.Spec.DefaultBackend.Exists)
        found.Violation(ingress.Spec["defaultBackend"], "a default backend without rules takes every host");

    foreach (var rule in rules)
    {
        var flaw = FlawOf(rule.Host);
        if (flaw != null) found.Violation(rule["host"], flaw);
    }
});

string FlawOf(Text host)
{
    if (host.IsEmpty) return "a rule without a host takes every host";

    var needed = mustContain.First(part => !host.Contains(part));
    if (needed != null) return $"host `{host}` does not contain `{needed}`";

    var banned = mustNotContain.First(part => host.Contains(part));
    if (banned != null) return $"host `{host}` contains `{banned}`";

    if (suffixes.Any() && !suffixes.Any(suffix => host.EndsWith(suffix)))
        return $"host `{host}` ends with none of `{suffixes.Join("`, `")}`";

    return null;
}
