Policy("capabilities", Severity.High, "Containers add no capabilities")
    .Code("CAPABILITIES")
    .Why("each added capability is a part of root's power over the node, and a way out of the container")
    .Fix("remove the capabilities from `securityContext.capabilities.add`")
    .Controls("CIS 5.2.9")
    .Escalate(action: Act.Stop);

var allowed = Setting("allowed", new string[0], "capabilities that containers may add: NET_BIND_SERVICE, ...");
var exempt = Setting("exemptImages", new string[0], "registries, folders or images that may add any");

EachContainer((c, found) =>
{
    var capabilities = c.SecurityContext.Capabilities;
    var extra = capabilities.Add.Where(name => !allowed.Contains(name));
    if (!extra.Any()) return;
    if (exempt.Any(source => Images.IsFrom(c.Image, source))) return;

    found.Violation(capabilities["add"], $"container `{c.Name}` adds `{extra.Join("`, `")}`");
});
