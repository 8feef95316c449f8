Policy("no-owner", Severity.Medium, "Every namespace names its owner")
    .Code("NO_OWNER_ANNOTATION")
    .Why("nobody can be told of what goes wrong in a namespace without an owner")
    .Fix("annotate the namespace with the team's mail address, chat or name");

var keys = Setting(
    "keys",
    new[] { "team/email-ids", "team/hipchat-ids", "team/chat-ids", "team" },
    "annotations of which one must be there");

EachNamespace((ns, found) =>
{
    if (!keys.Any(key => ns.Metadata.Annotations.Has(key)))
        found.Violation(ns.Metadata["annotations"], $"none of the annotations `{keys.Join("`, `")}` is there");
});
