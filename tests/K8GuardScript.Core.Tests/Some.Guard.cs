using System.Text.Json.Nodes;
using K8GuardScript.Core.Actions;
using K8GuardScript.Core.Cluster;
using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Guard.Rails;
using K8GuardScript.Core.Settings;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Core.Tests;

// What guard rails are asked.
internal static partial class Some
{
    /// <summary>May the Deployment <see cref="Web"/> be stopped at <see cref="Noon"/>, as its owner was warned? All but a rail itself allows it.</summary>
    public static RailQuestion Question(JsonObject? manifest = null, ActionSettings? actions = null, JsonObject? home = null)
    {
        var target = (manifest ?? DeploymentManifest()).Parsed();
        var kind = KindName.Parse(target.ApiVersion, target.Kind);
        return new RailQuestion
        {
            Cause = ActionCause.Ladder,
            Verb = ActionVerb.Stop,
            Policy = Policy(),
            Settings = actions is null ? Settings() : Settings() with { Actions = actions },
            Mode = Mode.Act,
            Kind = kind,
            Target = new ObjectKey(kind.Group, kind.Kind, target.Namespace, target.Name),
            Episode = Episode().Key,
            Object = target,
            Namespace = target.Namespace.Length == 0 ? null : (home ?? NamespaceManifest(target.Namespace)).Parsed(),
            Now = Noon,
        };
    }

    /// <summary>What stands below <c>actions</c>, as the inside of <c>{ }</c> of YAML.</summary>
    public static ActionSettings Actions(string yaml, string more = "")
    {
        var reading = SettingsReader.Read([new SettingsFile("f.yaml", "/", $"actions: {{ {yaml} }}\n{more}")]);
        return reading.Settings?.Actions ?? throw new ArgumentException(string.Join(Environment.NewLine, reading.Problems), nameof(yaml));
    }
}
