using System.Globalization;

namespace K8GuardScript.Storage;

/// <summary>Where a ledger and what belongs to it lies in its folder.</summary>
internal sealed class LedgerFiles(string folder)
{
    // SQLite's own names for what belongs to a database
    private static readonly string[] Beside = ["-wal", "-shm", "-journal"];

    /// <summary>The database.</summary>
    public string Ledger { get; } = Path.Combine(folder, "ledger.db");

    /// <summary>What was written last, as long as the database does not have it.</summary>
    public string Journal => Ledger + "-wal";

    /// <summary>Held by the one who uses the ledger; empty.</summary>
    public string Lock => Path.Combine(folder, "ledger.lock");

    /// <summary>
    /// A new ledger in the making, which takes its place when it is whole. INVARIANT: so one that is empty or half made never lies where the
    /// ledger does, unless it was damaged.
    /// </summary>
    public string Making => Ledger + ".new";

    /// <summary>The ledger as it was before it was changed to a version of the tables.</summary>
    public string Before(int version) => string.Create(CultureInfo.InvariantCulture, $"{Ledger}.before-{version}");

    /// <summary>Where a damaged ledger is to lie from now on: nothing is there yet.</summary>
    public string Aside(DateTimeOffset now)
    {
        var stem = string.Create(CultureInfo.InvariantCulture, $"{Ledger}.damaged-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
        var target = stem;
        for (var again = 2; Exists(target); again++) target = string.Create(CultureInfo.InvariantCulture, $"{stem}-{again}");
        return target;
    }

    /// <summary>Moves the ledger with all that belongs to it. The database goes last: while it is there, the next start finds the damage again.</summary>
    public void MoveTo(string target)
    {
        foreach (var ending in Beside) Move(Ledger + ending, target + ending);
        Move(Ledger, target);
    }

    /// <summary>Removes what is left of a ledger that was not finished.</summary>
    public void DropMaking()
    {
        File.Delete(Making);
        foreach (var ending in Beside) File.Delete(Making + ending);
    }

    /// <summary>Makes a file that nobody else may read: it will hold whole manifests. SQLite gives its other files the same rights.</summary>
    public static void Create(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var created = new FileStream(file, options);
    }

    private static bool Exists(string target) => File.Exists(target) || Beside.Any(ending => File.Exists(target + ending));

    private static void Move(string from, string to)
    {
        if (File.Exists(from)) File.Move(from, to);
    }
}
