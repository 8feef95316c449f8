using System.Buffers;
using K8GuardScript.Scripts;
using K8GuardScript.Sdk.Objects;

namespace K8GuardScript.Scan;

/// <summary>Reads manifests, on all processors; what it gives has the files' order.</summary>
internal static class ManifestReader
{
    private const int BufferSize = 64 * 1024;

    /// <param name="files">the files</param>
    /// <param name="input">the standard input</param>
    /// <param name="cancel">stops between two files</param>
    public static ManifestReading Read(IReadOnlyList<ManifestFile> files, Stream input, CancellationToken cancel)
    {
        var tables = new ObjectTables();
        var parts = new ManifestReading[files.Count];
        Parallel.For(0, files.Count, new ParallelOptions { CancellationToken = cancel }, i => parts[i] = ReadFile(files[i], tables, input));
        return new ManifestReading(
            [.. parts.SelectMany(part => part.Manifests)], [.. parts.SelectMany(part => part.Problems)], parts.Sum(part => part.Skipped));
    }

    private static ManifestReading ReadFile(ManifestFile file, ObjectTables tables, Stream input)
    {
        var problems = new List<PlacedProblem>();
        var unrolling = new ManifestUnrolling(file.Shown, tables, problems);
        if (Bytes(file, input, problems) is { } bytes)
        {
            foreach (var document in ManifestText.Read(bytes, file.Shown, problems)) unrolling.Add(document);
        }

        // a folder may hold whatever it likes; a file that was named must be one of manifests
        var isEmpty = unrolling.Found.Count == 0 && problems.Count == 0;
        if (file.IsNamed && isEmpty)
        {
            problems.AddRange(unrolling.Skipped);
            if (unrolling.Skipped.Count == 0) problems.Add(Problem(file, "there is nothing in it"));
        }

        return new ManifestReading(unrolling.Found, problems, unrolling.Skipped.Count);
    }

    private static byte[]? Bytes(ManifestFile file, Stream input, List<PlacedProblem> problems)
    {
        try
        {
            using var opened = file.Path == ManifestFiles.StandardInput ? null : File.OpenRead(file.Path);
            if (ToEnd(opened ?? input) is { } bytes) return bytes;
            problems.Add(Problem(file, $"it has more than {ManifestText.MostBytes >> 20} MiB: split it"));
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add(Problem(file, $"it can't be read: {failure.Message}"));
            return null;
        }
    }

    // pipes and devices do not tell their length before
    private static byte[]? ToEnd(Stream input)
    {
        using var all = new MemoryStream(input.CanSeek ? (int)Math.Min(input.Length, ManifestText.MostBytes) : 0);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (var read = input.Read(buffer); read > 0; read = input.Read(buffer))
            {
                if (all.Length + read > ManifestText.MostBytes) return null;
                all.Write(buffer, 0, read);
            }

            return all.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static PlacedProblem Problem(ManifestFile file, string message) =>
        new(file.Shown, 1, 1, true, PlacedProblem.Unreadable, message);
}

/// <summary>What reading came to.</summary>
/// <param name="Manifests">the objects</param>
/// <param name="Problems">what could not be read</param>
/// <param name="Skipped">how many documents are no objects of Kubernetes</param>
internal sealed record ManifestReading(IReadOnlyList<Manifest> Manifests, IReadOnlyList<PlacedProblem> Problems, int Skipped);
