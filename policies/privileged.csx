Policy("privileged", Severity.Critical, "No container is privileged")
    .Code("PRIVILEGED")
    .Why("a privileged container is root on its node: it reaches every other pod there")
    .Fix("remove `privileged: true`, and add the one capability that the container needs, if any")
    .Controls("CIS 5.2.2")
    .Escalate(action: Act.Stop);

var exempt = Setting("exemptImages", new string[0], "registries, folders or images that may be privileged");

EachContainer((c, found) =>
{
    if (c.SecurityContext.Privileged != true) return;
    if (exempt.Any(source => Images.IsFrom(c.Image, source))) return;

    found.Violation(c.SecurityContext["privileged"], $"container `{c.Name}` is privileged");
});
