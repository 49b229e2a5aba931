using TypedTasks.Analyzers.Contracts;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Contracts;

/// <summary>Which task of the source is taken for one that was recorded under another name, and what is no task at all.</summary>
public class TaskContractRenameTests
{
    [Theory]
    // Class or method kept its name, and the task is new.
    [InlineData("static partial class Mail { [Task] public static int Post(string to) => 0; }", true)]
    [InlineData("static partial class Letters { [Task] public static int Send(string to) => 0; }", true)]
    // Neither did.
    [InlineData("static partial class Letters { [Task] public static int Post(string to) => 0; }", false)]
    // It takes or yields something else.
    [InlineData("static partial class Mail { [Task] public static int Post(int to) => 0; }", false)]
    [InlineData("static partial class Mail { [Task] public static void Post(string to) { } }", false)]
    // It was there before.
    [InlineData("static partial class Mail { [Task(\"mail.other\")] public static int Post(string to) => 0; }", false)]
    public async Task ATaskThatIsGoneMayHaveAnotherName(string source, bool isRecognised)
    {
        const string Contracts = "task mail.send(to: string): int\ntask mail.other(to: string): int\n";
        var reports = await ContractCheck.Reports(source, Contracts);

        var gone = Assert.Single(reports, static r => r.Contains("'mail.send' has shipped and is gone", StringComparison.Ordinal));
        Assert.Equal(isRecognised, gone.Contains("looks like the same under another name", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("static partial class C { [Task] public static void Do<T>(T x) { } }")]
    [InlineData("partial class C { [Task] public C() { } }")]
    [InlineData("partial class C { int P { [Task] get => 0; } }")]
    public async Task WhatIsNoTaskIsNotRecorded(string source) => Assert.Empty(await ContractCheck.Reports(source, "# Nothing yet.\n"));

    [Fact]
    public async Task ARenamedEnumOfTheSameMembersIsSafe()
    {
        const string Contracts = "task c.do(x: Old): nothing\nenum Old { A: 0, B: 1 }\n";

        Assert.StartsWith("TT4001", Assert.Single(await ContractCheck.Reports(Source("A, B"), Contracts)), StringComparison.Ordinal);
        Assert.StartsWith("TT4004", Assert.Single(await ContractCheck.Reports(Source("A, C"), Contracts)), StringComparison.Ordinal);

        static string Source(string members) => $"public enum New {{ {members} }} static partial class C {{ [Task] public static void Do(New x) {{ }} }}";
    }

    [Fact]
    public async Task AFileOfAnotherNameIsNoContract() => Assert.Empty(await Project.Analyze(
        Renamed(Project.CreateWithContracts("static partial class C { [Task] public static void Do() { } }", "task gone(): nothing\n")),
        new TaskContractAnalyzer()));

    private static Microsoft.CodeAnalysis.Document Renamed(Microsoft.CodeAnalysis.Document document)
    {
        var solution = document.Project.Solution;
        var id = document.Project.AdditionalDocumentIds.Single();
        return solution.RemoveAdditionalDocument(id)
            .AddAdditionalDocument(id, "Other.txt", "task gone(): nothing\n", filePath: "/demo/Other.txt")
            .GetDocument(document.Id)!;
    }
}
