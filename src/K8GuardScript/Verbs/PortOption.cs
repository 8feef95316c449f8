using System.CommandLine;
using System.Globalization;

namespace K8GuardScript.Verbs;

/// <summary>An option that takes a port of this machine.</summary>
internal static class PortOption
{
    /// <param name="name">with its dashes</param>
    /// <param name="description">what listens there; 0, the default, takes any free one</param>
    public static Option<int> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => 0,
        CustomParser = result =>
        {
            var typed = result.Tokens[0].Value;
            if (ushort.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var port)) return port;
            result.AddError($"`{name}` is `{typed}`: expected a number from 0 to 65535");
            return 0;
        },
    };
}
