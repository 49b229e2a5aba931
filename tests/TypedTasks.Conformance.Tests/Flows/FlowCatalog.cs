namespace TypedTasks.Conformance.Tests;

/// <summary>Every form of composition, each with its result worked out by hand.</summary>
public static class FlowCatalog
{
    public static IReadOnlyList<FlowCase> All { get; } =
        [.. Compositions.All, .. Outcomes.All, .. Scopes.All, .. Plannings.All, .. Spreads.All, .. LargeValues.All, .. Waits.All, .. Turns.All];

    public static TheoryData<string> Names => [.. All.Select(static c => c.Name)];

    public static FlowCase Find(string name) => All.Single(c => c.Name == name);
}
