namespace K8GuardScript.Sdk.Objects;

/// <summary>What of an object's JSON is not kept, noted in any order.</summary>
internal sealed class ObjectCuts
{
    private static readonly byte[] Null = "null"u8.ToArray();

    private List<Cut>? cuts;

    /// <summary>Leaves these bytes out.</summary>
    public void Drop(long from, long to)
    {
        if (to > from) (cuts ??= []).Add(new Cut((int)from, (int)to, false));
    }

    /// <summary>Puts <c>null</c> in the place of these bytes.</summary>
    public void Blank(long from, long to) => (cuts ??= []).Add(new Cut((int)from, (int)to, true));

    /// <summary>A copy of what is left, exactly as long as it needs to be.</summary>
    public byte[] Apply(ReadOnlySpan<byte> json)
    {
        if (cuts is null) return json.ToArray();

        cuts.Sort(static (left, right) => left.From.CompareTo(right.From));
        var length = json.Length;
        foreach (var cut in cuts) length += (cut.IsBlank ? Null.Length : 0) - (cut.To - cut.From);

        var kept = GC.AllocateUninitializedArray<byte>(length);
        var rest = kept.AsSpan();
        var from = 0;
        foreach (var cut in cuts)
        {
            Append(ref rest, json[from..cut.From]);
            if (cut.IsBlank) Append(ref rest, Null);
            from = cut.To;
        }

        json[from..].CopyTo(rest);
        return kept;
    }

    private static void Append(ref Span<byte> output, ReadOnlySpan<byte> part)
    {
        part.CopyTo(output);
        output = output[part.Length..];
    }

    private readonly record struct Cut(int From, int To, bool IsBlank);
}
