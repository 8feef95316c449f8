using System.Text;
using K8GuardScript.Core.Cases;
using K8GuardScript.Core.Evaluate;
using K8GuardScript.Scripts.Loading;
using K8GuardScript.Sdk.Loading;
using K8GuardScript.Sdk.Objects;
using K8GuardScript.Sdk.Registration;

namespace K8GuardScript.Scripts.Compiling;

/// <summary>Runs a script before it is trusted. Whatever it does wrong is in the answer, as texts.</summary>
internal static class FirstRun
{
    private const int MostTold = 3;
    private static readonly Dictionary<string, SettingInput> NoValues = [];

    /// <param name="file">the script's file name</param>
    /// <param name="script">the script</param>
    /// <param name="wish">what to run</param>
    /// <param name="values">by policy the values that its body runs with; cases and objects are tried with the first</param>
    /// <param name="now">the instant at which its rules are tried on the objects; cases name their own</param>
    public static FirstRunAnswer Of(
        string file,
        CompiledScript script,
        FirstRunWish wish,
        IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, SettingInput>>> values,
        DateTimeOffset now)
    {
        ScriptAssembly? assembly = null;
        try
        {
            assembly = ScriptAssembly.Load(script);
            var definitions = BodyRuns.Run(assembly.EntryPoint, id => values.GetValueOrDefault(id) ?? [NoValues], file, "", InlineEvaluation.Instance);
            var definition = definitions[0];
            var errors = wish.Cases is { } cases ? Cases(file, cases, assembly) : [];
            return new FirstRunAnswer(
                definition.Id,
                [.. definitions.SelectMany(one => one.Kinds).Distinct().Select(kind => new ReadKind(kind.ApiVersion, kind.Kind))],
                errors,
                errors.Count > 0 ? [] : Faults(definition, wish.Objects, now));
        }
        catch (PolicyLoadException refused)
        {
            return Refused(refused.Problems.Select(problem => ScriptError.At(problem.Place, file, problem.Message)));
        }
        catch (Exception broken)
        {
            // a script that makes the runtime fail, by asking for too much memory as much as otherwise, is the one to refuse
            return Refused([new ScriptError(file, null, null, null, $"first run failed: {broken.GetType().Name}")]);
        }
        finally
        {
            assembly?.Dispose();
        }
    }

    /// <summary>The cases file beside a script: <c>image-repo.cases.yaml</c>.</summary>
    public static string CasesFileOf(string script) => Path.GetFileNameWithoutExtension(script) + ".cases.yaml";

    private static FirstRunAnswer Refused(IEnumerable<ScriptError> errors) => new(null, [], [.. errors], []);

    private static List<ScriptError> Cases(string file, string text, ScriptAssembly assembly)
    {
        var name = CasesFileOf(file);
        try
        {
            return
            [
                .. CasesFile.Parse(text, name)
                    .Select(test => CaseRunner.Run(test, settings => ScheduleCheck.Checked(PolicyScriptRunner.Run(assembly.EntryPoint, settings))))
                    .Where(result => !result.Passed)
                    .Select(result => ScriptError.At(
                        result.Case.Place, name, $"the case `{result.Case.Name}` fails: {string.Join("; ", result.Differences)}")),
            ];
        }
        catch (CasesFormatException wrong)
        {
            return [new ScriptError(name, null, null, null, $"its cases can't be read: {wrong.Message.ReplaceLineEndings("; ")}")];
        }
    }

    private static List<string> Faults(PolicyDefinition definition, IReadOnlyList<string> objects, DateTimeOffset now)
    {
        var faults = new List<string>();
        var known = objects.Select(json => KubeObject.Parse(Encoding.UTF8.GetBytes(json), "", "")).ToList();

        // what is looked up and not among them reads as not there: rules must bear that anyway
        var others = new ListedObjects(known, now);
        foreach (var item in known)
        {
            try
            {
                definition.Judge(item, others);
            }
            catch (RuleFaultException fault)
            {
                if (faults.Count < MostTold) faults.Add($"on {item.Kind} {item.Namespace}/{item.Name}: {fault.Message}");
            }
        }

        return faults;
    }
}
