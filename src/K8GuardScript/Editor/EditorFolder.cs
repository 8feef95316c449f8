using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using K8GuardScript.Compiler;
using K8GuardScript.Sdk.Authoring;
using K8GuardScript.Worker;

namespace K8GuardScript.Editor;

/// <summary>
/// Writes what an editor needs to complete and check policies: the SDK with its documentation, the reference assemblies, and
/// settings for OmniSharp, the server behind the C# extension of VS Code. Files of our own are written anew each time; what may be
/// a user's is never changed.
/// </summary>
/// <remarks>
/// OmniSharp (ScriptProjectProvider) reads usings and references of the file that <c>script.rspFilePath</c> names, relative to the
/// opened folder. Its host object is fixed, so nothing of ours can be a member of it: entry points come from a using.
/// </remarks>
internal sealed class EditorFolder(string folder)
{
    /// <summary>Where our own files lie.</summary>
    public const string Own = ".k8guard";

    private const string Response = "policies.rsp";
    private const string Sdk = "K8GuardScript.Sdk.dll";
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <summary>Writes everything.</summary>
    /// <returns>for people: what was done with each file</returns>
    /// <exception cref="StartException">something can't be written, or the program's own files are not complete</exception>
    public IReadOnlyList<string> Write()
    {
        try
        {
            WriteOwn();
            return
            [
                $"{Own}/: written: the SDK, its documentation and `{Response}` for the editor",
                WriteSettings("omnisharp.json", new JsonObject
                {
                    ["script"] = new JsonObject
                    {
                        ["enabled"] = true,
                        ["enableScriptNuGetReferences"] = false,
                        ["defaultTargetFramework"] = "net10.0",
                        ["rspFilePath"] = $"{Own}/{Response}",
                    },
                }),
                WriteSettings(".vscode/settings.json", new JsonObject { ["dotnet.server.useOmnisharp"] = true }),
                WriteSettings(".vscode/extensions.json", new JsonObject { ["recommendations"] = new JsonArray("ms-dotnettools.csharp") }),
            ];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"the editor's files can't be written in `{folder}`: {failure.Message}");
        }
    }

    private void WriteOwn()
    {
        var own = Path.Combine(folder, Own);
        Directory.CreateDirectory(Path.Combine(own, "ref"));
        foreach (var name in ReferenceFiles.Names) File.WriteAllBytes(Path.Combine(own, "ref", name), ReferenceFiles.Read(name));

        var sdk = Path.Combine(AppContext.BaseDirectory, Sdk);
        if (!File.Exists(sdk)) throw new StartException($"`{sdk}` is missing: the program's folder is not complete");
        File.Copy(sdk, Path.Combine(own, Sdk), overwrite: true);
        var documentation = Path.ChangeExtension(sdk, ".xml");
        if (File.Exists(documentation)) File.Copy(documentation, Path.Combine(own, Path.ChangeExtension(Sdk, ".xml")), overwrite: true);

        File.WriteAllText(Path.Combine(own, Response), ResponseText());

        // it is made for this version of the program, and each user makes his own
        File.WriteAllText(Path.Combine(own, ".gitignore"), "*\n");
    }

    private static string ResponseText()
    {
        var text = new StringBuilder($"# written by `k8guard init` of {typeof(Entry).Assembly.GetName().Version}; run it again after an update\n");
        foreach (var name in ReferenceFiles.Names) text.Append("/r:").Append(Own).Append("/ref/").Append(name).Append('\n');
        text.Append("/r:").Append(Own).Append('/').Append(Sdk).Append('\n');
        foreach (var name in ScriptReferences.Usings) text.Append("/u:").Append(name).Append('\n');
        return text.ToString();
    }

    private string WriteSettings(string name, JsonObject wanted)
    {
        var path = Path.Combine(folder, name);
        var text = wanted.ToJsonString(Readable);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text + "\n");
            return $"{name}: written";
        }

        return Holds(path, wanted)
            ? $"{name}: is there already, and says what is needed"
            : $"{name}: is there already, and is left as it is: add this to it:\n{text}";
    }

    private static bool Holds(string path, JsonObject wanted)
    {
        try
        {
            var options = new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
                AllowDuplicateProperties = false,
            };
            return Holds(JsonNode.Parse(File.ReadAllText(path), documentOptions: options), wanted);
        }
        catch (JsonException)
        {
            // not ours to repair: the user is told what it should say
            return false;
        }
    }

    private static bool Holds(JsonNode? there, JsonNode? wanted) => wanted switch
    {
        JsonObject map => there is JsonObject known && map.All(member => Holds(known[member.Key], member.Value)),
        JsonArray list => there is JsonArray known && list.All(item => known.Any(other => JsonNode.DeepEquals(other, item))),
        _ => JsonNode.DeepEquals(there, wanted),
    };
}
