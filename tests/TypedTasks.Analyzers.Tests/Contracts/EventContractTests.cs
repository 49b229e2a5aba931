using TypedTasks.Analyzers.Contracts;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Contracts;

public class EventContractTests
{
    private const string Source = """
        namespace Shop;
        public enum Decision { Rejected, Approved }
        public static partial class Said { [TaskEvent("legal")] public static partial TaskEvent<Decision> Legal { get; } }
        """;

    [Theory]
    [InlineData("# nothing yet", "Event 'legal' is not in TaskContracts.txt as it is now: record it when it ships, so that a later change that breaks flows that wait is seen")]
    [InlineData("event legal: Shop.Decision", "Event 'legal' is not in TaskContracts.txt as it is now: record it when it ships, so that a later change that breaks flows that wait is seen")]
    [InlineData("event legal: bool", "Event 'legal' has shipped, and what is said was bool and is Shop.Decision, which cannot read what is recorded for flows that wait: declare a new event beside it")]
    [InlineData("event legal: Shop.Decision\nenum Shop.Decision { Rejected: 0, Approved: 1 }\nevent gone: int", "Event 'gone' has shipped and is gone: whoever answers a flow that waits for it is refused, and the flow goes on only when its time is over; keep it until no flow waits for it")]
    [InlineData("event legal: Shop.Decision\nenum Shop.Decision { Rejected: 0, Approved: 1 }", null)]
    public async Task Speaks(string contracts, string? message)
    {
        var reports = await Project.Analyze(Project.CreateWithContracts(Source, contracts), new EventContractAnalyzer());
        Assert.Equal(message is null ? [] : [message], reports.Select(static d => d.GetMessage()));
    }

    [Fact]
    public async Task IsSilentWithoutTheFile() => Assert.Empty(await Project.Analyze(Project.Create(Source), new EventContractAnalyzer()));

    [Fact]
    public async Task IsSilentWhereANameIsAConstantOfSomeOtherPlace()
    {
        var source = Source.Replace("\"legal\"", "Names.Legal", StringComparison.Ordinal) + "public static class Names { public const string Legal = \"legal\"; }";
        var reports = await Project.Analyze(Project.CreateWithContracts(source, "event legal: Shop.Decision\nenum Shop.Decision { Rejected: 0, Approved: 1 }\nevent gone: int"), new EventContractAnalyzer());
        Assert.Empty(reports);
    }

    [Fact]
    public async Task TheFixRemovesTheLineOfWhatIsGone()
    {
        var document = Project.CreateWithContracts(Source, "event gone: int\nevent legal: Shop.Decision\nenum Shop.Decision { Rejected: 0, Approved: 1 }");
        var fixedDocument = await Fixing.OneByOne(document, new EventContractAnalyzer(), new TaskContractGoneFix(), "Accept it, no flow waits");
        var text = (await fixedDocument.Project.AdditionalDocuments.Single().GetTextAsync()).ToString();
        Assert.DoesNotContain("gone", text, StringComparison.Ordinal);
        Assert.Contains("event legal", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheFixRecordsIt()
    {
        var document = Project.CreateWithContracts(Source, "# nothing yet");
        var fixedDocument = await Fixing.AllAtOnce(document, new EventContractAnalyzer(), new TaskContractRecordFix(), "");
        var text = (await fixedDocument.Project.AdditionalDocuments.Single().GetTextAsync()).ToString();
        Assert.Contains("event legal: Shop.Decision", text, StringComparison.Ordinal);
        Assert.Contains("enum Shop.Decision { Rejected: 0, Approved: 1 }", text, StringComparison.Ordinal);
        Assert.Empty(await Project.Analyze(fixedDocument, new EventContractAnalyzer()));
    }
}
