using TypedTasks.Analyzers.Contracts;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.Testing;
using Project = TypedTasks.Analyzers.Tests.Harness.Project;

namespace TypedTasks.Analyzers.Tests.Contracts.Versions;

/// <summary>What the rules say of a change is what becomes of messages in flight: both are shown, for every rule.</summary>
public class VersionTests
{
    public static TheoryData<string> Names => [.. ContractChanges.All.Select(static c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task TheRulesSayWhatHappens(string name)
    {
        var change = ContractChanges.All.Single(c => c.Name == name);
        var contracts = await Versions.Record(Versions.Source(change.Before));
        if (change.Line is { } line)
            contracts = string.Concat(contracts.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => (l.StartsWith("task work.show(", StringComparison.Ordinal) ? line : l) + "\n"));
        var found = await Project.Analyze(Project.CreateWithContracts(Versions.Source(change.After), contracts), new TaskContractAnalyzer());
        Assert.Equal(change.Reports, string.Join(" ", found.Select(static d => d.Id).Order(StringComparer.Ordinal)));

        var actual = await new Versions(change).Run();
        if (change.Breaks is ContractChange.Otherwise)
        {
            Assert.Equal(change.Says, actual);
            Assert.NotEqual(await new Versions(change).RunWithout(), actual);
        }
        else
        {
            Assert.Equal(change.Breaks ?? await new Versions(change).RunWithout(), actual);
        }
    }

    /// <summary>Only a change that breaks nothing goes by with no more than a word about writing it down.</summary>
    [Fact]
    public void WhatBreaksIsReported() => Assert.All(
        ContractChanges.All,
        static c => Assert.Equal(c.Breaks is null, c.Reports.Split(' ').All(static id => id is "" or "TT4001")));

    [Fact]
    public void EveryRuleHasAChange() => Assert.Empty(
        new TaskContractAnalyzer().SupportedDiagnostics.Select(static d => d.Id).Except([TaskContractAnalyzer.NothingRecorded]).Except(ContractChanges.All.SelectMany(static c => c.Reports.Split(' '))));

    /// <summary>Every line of the table on the page of TT4001 that says that a change is safe.</summary>
    [Fact]
    public void EveryChangeThatThePageCallsSafeIsShown()
    {
        var safe = File.ReadLines(Repository.At("docs/diagnostics/TT4001.md"))
            .Where(static l => l.Contains("| safe", StringComparison.Ordinal))
            .Select(static l => l.Split('|')[1].Trim())
            .ToList();
        Assert.True(safe.Count >= 6, $"{safe.Count} rows");
        Assert.Equal(safe.Order(StringComparer.Ordinal), ContractChanges.All.Where(static c => c.Breaks is null).Select(static c => c.Row).OfType<string>().Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AnAliasThatIsAnotherTasksNameIsRefusedAtStart()
    {
        var one = Loaded.From("public static partial class Work { [Task] public static void Show() { } }");
        var other = Loaded.From("public static partial class Pages { [Task(Aliases = [\"work.show\"])] public static void Print() { } }");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TaskTestHost.StartAsync(b => b.AddRegistry(one.Registry).AddRegistry(other.Registry)));
        Assert.StartsWith("Two tasks are called 'work.show': Work.Show and Pages.Print.", refused.Message, StringComparison.Ordinal);
    }
}
