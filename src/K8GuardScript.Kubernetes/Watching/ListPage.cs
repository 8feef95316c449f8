namespace K8GuardScript.Kubernetes.Watching;

/// <summary>What a page of a list says about itself; its items have been handed on already.</summary>
/// <param name="Version">the list's resourceVersion, the same for all pages</param>
/// <param name="Continue">token of the next page; empty on the last one</param>
/// <param name="HasNullItems">whether it says <c>null</c> where its items should be</param>
/// <param name="IsEmpty">whether it brought no item</param>
internal readonly record struct ListPage(string Version, string Continue, bool HasNullItems = false, bool IsEmpty = false);
