using K8GuardScript.Core.Settings;
using K8GuardScript.Worker;

namespace K8GuardScript.Scripts;

/// <summary>The scripts of a folder, or one of them, that a user wants checked, tested or used once, with their settings.</summary>
internal sealed class LocalPolicies
{
    public const string CasesEnding = ".cases.yaml";

    private const string ScriptEnding = ".csx";

    private readonly FolderSnapshot snapshot;
    private readonly string folder;
    private readonly string? only;

    private LocalPolicies(string folder, string? only, FolderSnapshot snapshot)
    {
        (this.folder, this.only, this.snapshot) = (folder, only, snapshot);
        Settings = [.. snapshot.Settings.Select(file => file with { Name = ShownPath.Of(Path.Combine(file.Folder, file.Name)) })];
        Scripts = [.. snapshot.Scripts.Where(script => only is null || script.Key == only)];
    }

    /// <summary>The settings files in their order, named as seen from where the user stands.</summary>
    public IReadOnlyList<SettingsFile> Settings { get; }

    /// <summary>File names and texts, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Scripts { get; }

    /// <summary>Whether every script of the folder is among them.</summary>
    public bool IsWhole => only is null;

    /// <summary>Where the scripts may load libraries from.</summary>
    public string LoadFolder => snapshot.Folder;

    /// <param name="path">
    /// absolute: a folder, a script, or a script's cases; of other files, such as settings or a library, it is their folder
    /// </param>
    /// <param name="config">absolute paths of settings files; where there are none, <c>policies.yaml</c> of the folder counts</param>
    /// <exception cref="StartException">it is not there, or can't be read</exception>
    public static LocalPolicies Open(string path, IReadOnlyList<string> config)
    {
        if (!Path.Exists(path))
            throw new StartException($"`{ShownPath.Of(path)}` does not exist: name a folder with policies, or a script");
        var isFolder = Directory.Exists(path);
        var folder = isFolder ? path : Path.GetDirectoryName(path)!;
        var only = isFolder ? null : ScriptOf(Path.GetFileName(path));
        try
        {
            return new LocalPolicies(folder, only, new PolicyFolder(folder, config, inMemory: null).Read());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"`{ShownPath.Of(path)}` can't be read: {failure.Message}");
        }
    }

    /// <summary>The settings with every exemption of the folder; all that is wrong is told together.</summary>
    /// <param name="now">today</param>
    public SettingsReading ReadSettings(DateTimeOffset now)
    {
        var reading = SettingsReader.Read(Settings, now);
        if (reading.Settings is not { } settings) return reading;
        var files = snapshot.Exemptions.Select(file => file with { Name = Shown(file.Name) }).ToList();
        var unreadable = snapshot.Unreadable.Where(file => ExemptionFiles.IsExemptions(file.Key)).ToDictionary(file => Shown(file.Key), file => file.Value);
        var taken = new ExemptionFiles().Take(settings, files, unreadable, [], now);
        return new SettingsReading(taken.Problems.Count == 0 ? taken.Settings : null, taken.Problems);
    }

    /// <summary>Scripts and cases that are there and can't be read.</summary>
    public IEnumerable<PlacedProblem> Unreadable => snapshot.Unreadable
        .Where(file => (only is null || file.Key == only) && !ExemptionFiles.IsExemptions(file.Key))
        .Select(file => new PlacedProblem(Shown(file.Key), 1, 1, true, PlacedProblem.Unreadable, $"it can't be read: {file.Value}"));

    /// <summary>Cases whose script is not there, as seen from where the user stands.</summary>
    public IEnumerable<string> StrayCases => IsWhole
        ? Directory.EnumerateFiles(snapshot.Folder, "*" + CasesEnding).Select(file => Path.GetFileName(file))
            .Where(file => ScriptOf(file) is { } script && !File.Exists(Path.Combine(snapshot.Folder, script)))
            .Order(StringComparer.Ordinal).Select(Shown)
        : [];

    /// <summary>A file of the folder as seen from where the user stands.</summary>
    public string Shown(string file) => ShownPath.Of(Path.Combine(folder, file));

    /// <summary>Compiles and loads all. Of two with one id the later file is in error.</summary>
    public async Task<IReadOnlyList<LocalPolicy>> LoadAsync(PolicyLoader loader, GuardSettings settings, CancellationToken cancel)
    {
        var results = await loader.LoadAsync([.. Scripts.Select(script => snapshot.File(script.Key))], settings, cancel).ConfigureAwait(false);
        var byId = new Dictionary<string, string>(StringComparer.Ordinal);
        var loaded = new List<LocalPolicy>();
        foreach (var ((file, text), result) in Scripts.Zip(results))
        {
            var problems = result.Problems.Select(problem => PlacedProblem.Of(problem, ShownFile(problem.File))).ToList();
            if (result.Policy is { } policy && !byId.TryAdd(policy.Id, file))
            {
                var message = $"policy `{policy.Id}` is already in `{byId[policy.Id]}`: give one of them another id";
                problems.Add(new PlacedProblem(Shown(file), 1, 1, true, PlacedProblem.DoubleId, message));
            }

            loaded.Add(new LocalPolicy(file, Shown(file), text, result, problems));
        }

        return loaded;
    }

    // a problem names a script or library of the folder, or a settings file by the name that was given to it
    private string ShownFile(string file) => Settings.Any(settings => settings.Name == file) ? file : Shown(file);

    private static string? ScriptOf(string file) => file switch
    {
        _ when file.StartsWith('_') => null,
        _ when file.EndsWith(CasesEnding, StringComparison.Ordinal) => file[..^CasesEnding.Length] + ScriptEnding,
        _ => file.EndsWith(ScriptEnding, StringComparison.Ordinal) ? file : null,
    };
}
