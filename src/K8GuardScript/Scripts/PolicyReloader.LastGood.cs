using K8GuardScript.Core.Escalate;
using K8GuardScript.Core.Settings;

namespace K8GuardScript.Scripts;

/// <summary>A first start can fail on bad files; a later one goes on with what was in force before, and acts on nothing by it.</summary>
internal sealed partial class PolicyReloader
{
    // scripts of the folder that can't be used, at a start: their last good versions
    private async Task RecallAsync(Dictionary<string, ShelvedScript> next, GuardSettings settings, CancellationToken cancel)
    {
        foreach (var (file, entry) in next.Where(pair => pair.Value is { Policy: null, Held: null }).ToList())
        {
            if (lastGood?.Find(file) is not { } good) continue;
            var script = good.ToScript();
            var quiet = ShelvedScript.WithoutActing(settings, good.Id);
            var built = (await builder.BuildAsync([script], quiet, cancel).ConfigureAwait(false))[0];
            if (built.Policy is null) continue;
            next[file] = entry with
            {
                Good = script,
                Policy = built.Policy,
                Assembly = built.Assembly,
                LoadedAt = clock.GetUtcNow(),
                IsFromBefore = true,
            };
        }
    }

    // the settings or the whole folder can't be used, at a start
    private async Task<bool> RecallAllAsync(CancellationToken cancel)
    {
        if (lastGood is not { Scripts.Count: > 0 } || SettingsReader.Read(lastGood.Settings).Settings is not { } written) return false;
        var files = lastGood.Exemptions ?? [];
        var settings = WithoutActing(exemptionFiles.Take(written, files, new Dictionary<string, string>(), files, clock.GetUtcNow()).Settings);
        filesInForce = lastGood.Settings;
        await TakeOverAsync([.. lastGood.Scripts.Select(script => script.ToScript())], null, settings, cancel).ConfigureAwait(false);
        return true;
    }

    private static GuardSettings WithoutActing(GuardSettings settings) =>
        settings.Mode == Mode.Act ? settings with { Mode = Mode.Safe } : settings;

    private void Remember()
    {
        var scripts = loaded
            .Where(entry => entry.Value is { Policy: not null, Good: not null })
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => new LastGoodScript(
                entry.Key, entry.Value.Policy!.Id, entry.Value.Good!.Text, entry.Value.Good.Libraries, entry.Value.Good.Cases));
        lastGood = new LastGoodSet(filesInForce, [.. scripts]) { Exemptions = exemptionFiles.InForce };
        lastGoodFile.Write(lastGood);
    }
}
