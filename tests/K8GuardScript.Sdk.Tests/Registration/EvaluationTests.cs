using System.Text;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;
using K8GuardScript.Sdk.Views;

namespace K8GuardScript.Sdk.Tests.Registration;

public sealed class EvaluationTests
{
    private static readonly KubeObject Web = Parse(
        """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"shop"},"spec":{"replicas":1}}""");

    [Fact]
    public void What_is_read_before_the_object_moves_to_other_tables_is_still_its_own()
    {
        var rules = Rules(() => Entry.Each<Deployment>((d, found) =>
        {
            var place = d["spec"]["replicas"];
            Web.MoveTo(new TapeMove(new ObjectTables()));
            found.Violation(place, "one replica");
            found.Violation(d["spec"]["paused"], "not said");
        }));

        var findings = new Evaluation(new Objects()).Run(rules, Web).Findings;

        Assert.Equal(["spec.replicas", "spec.paused"], findings.Select(finding => finding.Path));
        Assert.All(findings, finding => Assert.Null(finding.On));
    }

    [Fact]
    public void A_place_in_a_looked_up_object_that_moves_is_that_object_s()
    {
        var other = Parse("""{"apiVersion":"v1","kind":"Service","metadata":{"name":"front","namespace":"shop"},"spec":{"type":"NodePort"}}""");
        var rules = Rules(() => Entry.Each<Deployment>((d, found) =>
        {
            var service = Cluster.Find<Service>("shop", "front");
            other.MoveTo(new TapeMove(new ObjectTables()));
            found.ViolationOn(service, "open to the world");
        }));

        var finding = Assert.Single(new Evaluation(new Objects(other)).Run(rules, Web).Findings);

        Assert.Equal("front", finding.On?.Name);
    }

    [Fact]
    public void A_fault_over_a_looked_up_object_names_it()
    {
        var other = Parse("""{"apiVersion":"v1","kind":"Service","metadata":{"name":"front","namespace":"shop"},"spec":{"type":5}}""");
        var rules = Rules(() => Entry.Each<Deployment>((d, found) =>
        {
            if (Cluster.Find<Service>("shop", "front").Spec.Type == "NodePort") found.Violation(d, "open");
        }));

        var fault = Assert.Throws<RuleFaultException>(() => new Evaluation(new Objects(other)).Run(rules, Web));

        Assert.Contains("in Service shop/front, which it looked up: spec.type: expected text, found the number 5", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_over_the_judged_object_names_its_path_alone()
    {
        var odd = Parse("""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"shop"},"spec":{"replicas":"one"}}""");
        var rules = Rules(() => Entry.Each<Deployment>((d, found) =>
        {
            if (d.Spec.Replicas == 1) found.Violation(d, "one");
        }));

        var fault = Assert.Throws<RuleFaultException>(() => new Evaluation(new Objects()).Run(rules, odd));

        Assert.Contains(": spec.replicas: expected a whole number of 32 bits, found the text `one`", fault.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<RuleDefinition> Rules(Action register) => PolicyScriptRunner.Run(
        () =>
        {
            Entry.Policy("p", Severity.Low, "t");
            register();
        },
        new Dictionary<string, SettingInput>()).Rules;

    private static KubeObject Parse(string json) => KubeObject.Parse(Encoding.UTF8.GetBytes(json), "", "");

    private sealed class Objects(params KubeObject[] all) : IClusterLookup
    {
        public long? ImageSize(string image) => null;

        public bool TryFind(LookUp wanted, out KubeObject? found)
        {
            found = all.FirstOrDefault(item => item.Kind == wanted.Kind && item.Name == wanted.Name);
            return true;
        }
    }
}
