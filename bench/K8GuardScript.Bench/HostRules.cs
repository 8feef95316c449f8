using System.Reflection;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Sdk.Views;
using static K8GuardScript.Sdk.Authoring.Entry;

namespace K8GuardScript.Bench;

/// <summary>
/// The rules, as C# of this program. What stands between the braces of a method is, word for word, the script that is measured
/// against it: its text is read from this file, which is embedded.
/// </summary>
internal static class HostRules
{
    public static Action Of(RuleStyle style) => style switch
    {
        RuleStyle.Loops => Loops,
        RuleStyle.Operators => Operators,
        RuleStyle.Texts => Texts,
        _ => Arithmetic,
    };

    public static string TextOf(RuleStyle style)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("HostRules.cs")!;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        var start = text.IndexOf($"private static void {style}()", StringComparison.Ordinal);
        var open = text.IndexOf("\n    {", start, StringComparison.Ordinal) + "\n    {".Length;
        return text[open..text.IndexOf("\n    }", open, StringComparison.Ordinal)];
    }

    private static void Loops()
    {
        Policy("loops", Severity.High, "bench");
        var allowed = Setting("allowed", ["ghcr.io/acme/", "registry.example.com/"], "");
        Each<Deployment>((d, found) =>
        {
            if (d.Spec.Replicas == 4) found.Violation(d.Spec["replicas"], "four");
            foreach (var c in d.Spec.Template.Spec.Containers)
            {
                var known = false;
                for (var i = 0; i < allowed.Count && !known; i++) known = c.Image.StartsWith(allowed[i]);
                if (!known) found.Violation(c["image"], "unknown registry");
                if (c.SecurityContext.Privileged == true) found.Violation(c["securityContext"], "privileged");
                foreach (var name in c.SecurityContext.Capabilities.Add)
                {
                    if (name != "NET_BIND_SERVICE") found.Violation(c, "capability");
                }
            }
        });
    }

    private static void Operators()
    {
        Policy("operators", Severity.High, "bench");
        var allowed = Setting("allowed", ["ghcr.io/acme/", "registry.example.com/"], "");
        Each<Deployment>((d, found) =>
        {
            foreach (var c in d.Spec.Template.Spec.Containers.Where(c => !allowed.Any(prefix => c.Image.StartsWith(prefix))))
                found.Violation(c["image"], "unknown registry");
            if (d.Spec.Template.Spec.Containers.Any(c => c.SecurityContext.Privileged == true)) found.Violation(d, "privileged");
            if (!d.Spec.Template.Spec.Containers.All(c => c.SecurityContext.Capabilities.Drop.Contains("ALL"))) found.Violation(d, "drop");
        });
    }

    private static void Texts()
    {
        Policy("texts", Severity.High, "bench");
        Each<Deployment>((d, found) =>
        {
            var images = "";
            foreach (var c in d.Spec.Template.Spec.Containers) images += " " + c.Image;
            var owner = $"{d.Metadata.Namespace}/{d.Metadata.Name} of {d.Metadata.Labels["team"]}";
            if (images.Replace("registry.example.com/", "").Contains("evil"))
                found.Violation(d, $"{owner} runs{images} with {d.Spec.Replicas} replicas");
            if (owner.Length > 200 || images.Split('/').Length > 20) found.Violation(d, owner + " is long: " + images);
        });
    }

    private static void Arithmetic()
    {
        Policy("arithmetic", Severity.High, "bench");
        Each<Deployment>((d, found) =>
        {
            var sum = d.Spec.Replicas ?? 1;
            for (var i = 0; i < 1000; i++) sum = unchecked((sum * 31) ^ i);
            if (sum == 12345) found.Violation(d, "unlikely");
        });
    }
}
