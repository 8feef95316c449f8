Policy("image-repo", Severity.High, "Images come from an approved registry")
    .Code("IMAGE_REPO")
    .Why("an image from an unknown registry can be anything, and nobody looks after it")
    .Fix("push the image to one of the approved registries, and use it from there")
    .Controls("CIS 5.5.1")
    .Escalate(action: Act.Stop);

var allowed = Setting("allowed", new[] { "registry.example.com/" }, "registries, folders or images that are allowed; none if empty");
var exempt = Setting("exemptImages", new string[0], "images that may come from elsewhere");

EachContainer((c, found) =>
{
    if (allowed.Any(source => Images.IsFrom(c.Image, source))) return;
    if (exempt.Any(source => Images.IsFrom(c.Image, source))) return;

    found.Violation(c["image"], $"image `{c.Image}` is not from an approved registry (`{allowed.Join("`, `")}`)");
});
