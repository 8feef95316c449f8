using System.Globalization;
using System.Text;
using System.Xml;
using K8GuardScript.Scripts;

namespace K8GuardScript.Trial;

/// <summary>
/// How policies fared, as JUnit XML: a suite for each policy, a test case for each case. Attributes and elements are those that
/// Jenkins's schema has (junit-10.xsd), which GitLab and GitHub's reporters read too.
/// </summary>
internal static class TrialJunit
{
    private static readonly XmlWriterSettings Options = new() { Indent = true, Encoding = new UTF8Encoding(false), NewLineChars = "\n" };

    public static void Write(IReadOnlyList<TriedPolicy> policies, Stream output)
    {
        using var xml = XmlWriter.Create(output, Options);
        xml.WriteStartElement("testsuites");
        Text(xml, "name", "k8guard test");
        Number(xml, "tests", policies.Sum(Count));
        Number(xml, "failures", policies.Sum(policy => policy.Failed));
        Number(xml, "errors", policies.Count(policy => policy.Problems.Count > 0));
        foreach (var policy in policies) Suite(xml, policy);
        xml.WriteEndElement();
    }

    private static void Suite(XmlWriter xml, TriedPolicy policy)
    {
        xml.WriteStartElement("testsuite");
        Text(xml, "name", policy.Name);
        Number(xml, "tests", Count(policy));
        Number(xml, "failures", policy.Failed);
        Number(xml, "errors", policy.Problems.Count > 0 ? 1 : 0);
        Seconds(xml, policy.Cases.Aggregate(TimeSpan.Zero, (sum, one) => sum + one.Took));
        foreach (var one in policy.Cases) Case(xml, policy, one);
        if (policy.Problems.Count > 0) Broken(xml, policy);
        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, TriedPolicy policy, TriedCase one)
    {
        xml.WriteStartElement("testcase");
        Text(xml, "name", one.Result.Case.Name);
        Text(xml, "classname", policy.Name);
        Seconds(xml, one.Took);
        if (!one.Result.Passed)
        {
            xml.WriteStartElement("failure");
            Text(xml, "message", one.Result.Differences[0]);
            Text(xml, "type", "case");
            xml.WriteString(Plain($"{one.Result.Case.Place}: {one.Result.Case.Name}\n{string.Join('\n', one.Result.Differences)}"));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    // a policy whose cases can't be run shows as one test case in error
    private static void Broken(XmlWriter xml, TriedPolicy policy)
    {
        xml.WriteStartElement("testcase");
        Text(xml, "name", "can be loaded");
        Text(xml, "classname", policy.Name);
        xml.WriteStartElement("error");
        Text(xml, "message", policy.Problems[0].Message);
        Text(xml, "type", policy.Problems[0].Code);
        xml.WriteString(Plain(string.Join('\n', policy.Problems.Select(WithHint))));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string WithHint(PlacedProblem problem) => problem.Hint is { } hint ? $"{problem}\n  hint: {hint}" : problem.ToString();

    private static int Count(TriedPolicy policy) => policy.Cases.Count + (policy.Problems.Count > 0 ? 1 : 0);

    private static void Text(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, Plain(value));

    private static void Number(XmlWriter xml, string name, int value) =>
        xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));

    private static void Seconds(XmlWriter xml, TimeSpan time) =>
        xml.WriteAttributeString("time", time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));

    // XML 1.0 has no way at all to say most control characters, nor half of a surrogate pair
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isAllowed = rune.Value is '\n' or '\t' || (rune.Value >= ' ' && rune.Value is not (0x7F or 0xFFFE or 0xFFFF));
            plain.Append(isAllowed ? rune.ToString() : " ");
        }

        return plain.ToString();
    }
}
