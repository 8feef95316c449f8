namespace K8GuardScript.Scan;

/// <summary>One document of a file, as JSON.</summary>
/// <param name="Json">UTF-8</param>
/// <param name="Places">where its values stand; the first entry is the document</param>
internal sealed record ManifestDocument(ReadOnlyMemory<byte> Json, ManifestPlaces Places);
