using System.Diagnostics;
using System.Text;

namespace K8GuardScript.EndToEnd.Tests;

public sealed class QuarantineTests
{
    [Fact]
    public async Task The_worker_holds_no_compiler_and_the_compiler_ends_with_the_worker()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var place = new Workplace();
        place.Write("cluster.yaml", SomeCluster.OneBadDeployment);
        await using var demo = StartDemo(place);
        using var guard = await demo.ClientAsync();
        await guard.WaitForAsync((kind, text) => kind == "opened" && text.Contains("evil.example.net", StringComparison.Ordinal));

        Assert.DoesNotContain("Microsoft.CodeAnalysis", await File.ReadAllTextAsync($"/proc/{demo.Id}/maps"), StringComparison.Ordinal);
        using var compiler = Process.GetProcessById(Assert.Single(ChildrenOf(demo.Id)));
        Assert.Contains("Microsoft.CodeAnalysis", await File.ReadAllTextAsync($"/proc/{compiler.Id}/maps"), StringComparison.Ordinal);

        await demo.KillAsync();

        await compiler.WaitForExitAsync(Deadline.Token());
    }

    [Fact]
    public async Task What_ran_when_the_guard_died_is_out_then_tried_and_put_back_and_a_second_time_stays_out()
    {
        using var place = new Workplace();
        place.Write("cluster.yaml", SomeCluster.OneBadDeployment);
        var revision = await RevisionOfAsync(place, "active");

        WriteSlot(place, revision);
        await using (var second = StartDemo(place))
        {
            using var guard = await second.ClientAsync();
            await guard.WaitForAsync((_, text) => text.Contains("the guard died while it ran on Deployment shop/web", StringComparison.Ordinal));
            await guard.WaitForAsync((_, text) => text.StartsWith("policy `image-repo` is in force", StringComparison.Ordinal));
            await second.StopAsync();
        }

        WriteSlot(place, revision);
        Assert.Equal(revision, await RevisionOfAsync(place, "quarantined"));
        Assert.Equal(revision, await RevisionOfAsync(place, "quarantined"));

        File.Delete(place.PathOf("data/quarantine.json"));
        await RevisionOfAsync(place, "active");
    }

    private static K8GuardProcess StartDemo(Workplace place) =>
        K8GuardProcess.Start(place.Folder, "demo", "--listen", "127.0.0.1:0", "--cluster", "cluster.yaml", "--data", "data");

    private static async Task<string> RevisionOfAsync(Workplace place, string state)
    {
        await using var demo = StartDemo(place);
        using var guard = await demo.ClientAsync();
        var items = await guard.ItemsAsync("/api/v1/policies");
        var policy = Assert.Single(items, item => item["id"]!.GetValue<string>() == "image-repo");
        Assert.Equal(state, policy["state"]!.GetValue<string>());
        Assert.All(
            items.Where(item => item != policy && item["id"]!.GetValue<string>() != "sleep"),
            item => Assert.Equal("active", item["state"]!.GetValue<string>()));

        // a kill would make a suspect of whatever policy runs just then
        await demo.StopAsync();
        return policy["revision"]!.GetValue<string>();
    }

    // as a death in the middle of this policy's run leaves it: busy, then three texts, each after its length
    private static void WriteSlot(Workplace place, string revision)
    {
        var slot = new byte[16 * 1024];
        slot[0] = 1;
        Text(4, "image-repo");
        Text(4 + 256, revision);
        Text(4 + 256 + 64, "Deployment shop/web");
        File.WriteAllBytes(place.PathOf("data/slots"), slot);

        void Text(int at, string text)
        {
            slot[at] = (byte)text.Length;
            Encoding.UTF8.GetBytes(text).CopyTo(slot, at + 4);
        }
    }

    private static IEnumerable<int> ChildrenOf(int parent) =>
        from file in Directory.EnumerateDirectories("/proc").Select(folder => Path.Combine(folder, "stat")).Where(File.Exists)
        let stat = ReadStat(file)
        where stat.Length > 3 && stat[3] == $"{parent}"
        select int.Parse(stat[0], System.Globalization.CultureInfo.InvariantCulture);

    // pid (name) state ppid ...; a process may end while it is looked at
    private static string[] ReadStat(string file)
    {
        try
        {
            return File.ReadAllText(file).Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }
}
