using System.Text;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Sdk.Tests;

/// <summary>Short ways to make what tests need.</summary>
internal static class Some
{
    public static readonly IReadOnlyDictionary<string, SettingInput> NoSettings = new Dictionary<string, SettingInput>();

    public static KubeObject Object(string json, string apiVersion = "v1", string kind = "Pod") =>
        KubeObject.Parse(Encoding.UTF8.GetBytes(json), apiVersion, kind);

    public static PolicyDefinition Policy(Action rules, IReadOnlyDictionary<string, SettingInput>? settings = null, bool isNamed = false) =>
        PolicyScriptRunner.Run(
            () =>
            {
                if (!isNamed) Entry.Policy("some-policy", Severity.Low, "title");
                rules();
            },
            settings ?? NoSettings);

    public static IReadOnlyList<string> Problems(Action body, IReadOnlyDictionary<string, SettingInput>? settings = null) =>
        [
            .. Assert.Throws<PolicyLoadException>(() => PolicyScriptRunner.Run(body, settings ?? NoSettings))
                .Problems.Select(problem => problem.ToString()),
        ];

    public static Judgement Judge(PolicyDefinition policy, string json, IClusterLookup? lookup = null) =>
        policy.Judge(Object(json), lookup ?? new KnownImages());
}
