using System.CommandLine;
using System.Globalization;
using K8GuardScript.Simulator.Faults;

namespace K8GuardScript.Verbs;

/// <summary>The options that let a simulated cluster fail by chance.</summary>
internal sealed class ChaosOptions
{
    private const string DefaultShare = "0.2";

    private readonly Option<int?> seed = new("--chaos")
    {
        Description = "let requests fail by chance, the same for the same seed; more at /faults of its address",
        HelpName = "SEED",
        CustomParser = result =>
        {
            var typed = result.Tokens[0].Value;
            if (int.TryParse(typed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed)) return seed;
            result.AddError($"`--chaos` is `{typed}`: expected a whole number, such as `7`");
            return null;
        },
    };

    private readonly Option<double> share = new("--chaos-share")
    {
        Description = $"how many of the requests fail with --chaos, above 0 and up to 1; {DefaultShare} if left out",
        HelpName = "SHARE",
        DefaultValueFactory = _ => double.Parse(DefaultShare, CultureInfo.InvariantCulture),
        CustomParser = result =>
        {
            var typed = result.Tokens[0].Value;
            if (double.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 1)
                return share;
            result.AddError($"`--chaos-share` is `{typed}`: expected a number above 0 and up to 1, such as `{DefaultShare}`");
            return 0;
        },
    };

    public void AddTo(Command verb)
    {
        verb.Options.Add(seed);
        verb.Options.Add(share);
    }

    /// <summary>Starts what was asked for, if anything.</summary>
    public void Apply(ParseResult parsed, FaultInjection faults)
    {
        if (parsed.GetValue(seed) is { } chosen) faults.Start(chosen, parsed.GetValue(share));
    }
}
