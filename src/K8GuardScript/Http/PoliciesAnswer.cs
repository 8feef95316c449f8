namespace K8GuardScript.Http;

/// <summary>Every script, and what is wrong with the settings.</summary>
/// <param name="Items">by file name</param>
/// <param name="Mode">the file's ceiling</param>
/// <param name="SettingsErrors">what is wrong with the settings or the folder; the last good ones are in force</param>
/// <param name="SafeBecause">why nothing is acted on, whatever the mode: the ledger was damaged and is set aside; null if there is no reason</param>
/// <param name="LedgerTrouble">why nothing is counted, told or acted on just now: the ledger can't be written; null while it can</param>
internal sealed record PoliciesAnswer(
    IReadOnlyList<PolicyAnswer> Items, string Mode, IReadOnlyList<string> SettingsErrors, string? SafeBecause, string? LedgerTrouble);
