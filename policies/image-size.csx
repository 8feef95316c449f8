Policy("image-size", Severity.Low, "Images are small")
    .Code("IMAGE_SIZE")
    .Why("a large image is slow to start, fills the nodes' disks, and holds more that can have holes")
    .Fix("build the image in stages, and leave compilers, caches and package lists out of the last one");

var maxMiB = Setting("maxMiB", 800, "the largest allowed size in MiB, unpacked as it lies on a node");

EachContainer((c, found) =>
{
    // null until some node has pulled the image
    var bytes = Images.SizeOf(c.Image) ?? 0;
    if (bytes <= maxMiB * 1024L * 1024L) return;

    found.Violation(c["image"], $"image `{c.Image}` has {bytes / (1024 * 1024)} MiB, more than {maxMiB} MiB");
});
