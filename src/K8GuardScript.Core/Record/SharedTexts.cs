namespace K8GuardScript.Core.Record;

/// <summary>Gives one instance of texts that recur, as far as its places reach. Not safe from several threads.</summary>
/// <param name="places">how many texts it holds at most; one takes the place of another</param>
internal sealed class SharedTexts(int places)
{
    private readonly string[] known = new string[places];

    public string Of(string text)
    {
        ref var place = ref PlaceOf(text);
        return text.Equals(place, StringComparison.Ordinal) ? place : place = text;
    }

    /// <summary>The same; a text that is there is not made again.</summary>
    public string Of(ReadOnlySpan<char> text)
    {
        ref var place = ref PlaceOf(text);
        return text.SequenceEqual(place) ? place ??= "" : place = text.ToString();
    }

    private ref string PlaceOf(ReadOnlySpan<char> text) => ref known[(uint)string.GetHashCode(text) % (uint)known.Length];
}
