using System.CommandLine;
using K8GuardScript.Simulator;

namespace K8GuardScript.Verbs;

/// <summary>The options that let the simulator make up a cluster of any size.</summary>
internal sealed class GeneratedOptions
{
    /// <summary>The most objects that fit into the memory of an ordinary machine.</summary>
    public const int Most = 1_000_000;

    public Option<int> Objects { get; } = NumberOption.Whole("--objects", "make up so many objects instead of reading manifests", 0, 0, Most);

    public Option<int> Seed { get; } = NumberOption.Whole("--seed", "another seed makes up another cluster of the same mix", 1, 0, int.MaxValue);

    public Option<double> Flawed { get; } =
        NumberOption.Real("--flawed-share", "how many of the made-up objects have each flaw that they can have, from 0 to 1", 0.1, 1);

    public Option<int> Crowd { get; } = NumberOption.Whole("--crowd", "so many of them are pods of one namespace, `crowd`", 0, 0, Most);

    public Option<double> Changes { get; } =
        NumberOption.Real("--changes-per-second", "change made-up objects at this rate; more at /changes of its address", 0, 100_000);

    public void AddTo(Command verb)
    {
        verb.Options.Add(Objects);
        verb.Options.Add(Seed);
        verb.Options.Add(Flawed);
        verb.Options.Add(Crowd);
        verb.Options.Add(Changes);
    }

    public GeneratedObjects Read(ParseResult parsed) => new()
    {
        Count = parsed.GetValue(Objects),
        Seed = parsed.GetValue(Seed),
        FlawedShare = parsed.GetValue(Flawed),
        Crowd = Math.Min(parsed.GetValue(Crowd), parsed.GetValue(Objects)),
        ChangesPerSecond = parsed.GetValue(Changes),
    };
}
