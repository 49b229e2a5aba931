using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using TypedTasks.Analyzers.Contracts;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;
using Project = TypedTasks.Analyzers.Tests.Harness.Project;

namespace TypedTasks.Analyzers.Tests.Contracts;

/// <summary>One small project that has shipped, and what each kind of change to it means.</summary>
public class TaskContractTests
{
    private const string Source = """
        namespace Demo;

        public record Photo(string Path, Colour Colour);
        public enum Colour { Red, Blue }
        public record Card(string Title);

        static partial class Photos
        {
            [Task] public static Card Frame(Photo photo, int width, string? text = null, CancellationToken ct = default) => new("");
            [Task("photos.clean")] public static Task Clean([FromServices] HttpClient client) => Task.CompletedTask;
        }
        """;

    private const string Empty = """
        # Nothing has shipped.

        """;

    private const string Recorded = """
        # What has shipped.
        task photos.clean(): nothing
        task photos.frame(photo: Demo.Photo, width: int, text?: string?): Demo.Card
        type Demo.Card { title!: string }
        enum Demo.Colour { Red: 0, Blue: 1 }
        type Demo.Photo { path!: string, colour!: Demo.Colour }

        """;

    [Fact]
    public async Task IsSilentWhenNothingChanged() => Assert.Empty(await ContractCheck.Reports(Source, Recorded));

    [Fact]
    public Task IsSilentWithoutTheFile() => Check.Silent<TaskContractAnalyzer>(Source);

    [Theory]
    // Breaks what is in flight.
    [InlineData("Frame(Photo photo, int width, string? text = null,", "Frame(Photo photo, string? text = null,", "TT4003 at 'Frame': Task 'photos.frame' has shipped, and parameter 'width' (int) is gone, and messages in flight carry it; keep it until they have drained, or give the new form another name")]
    [InlineData("string? text = null", "string? caption = null", "TT4003 at 'Frame': Task 'photos.frame' has shipped, and parameter 'text' (string?) is gone, and messages in flight carry it; keep it until they have drained, or give the new form another name")]
    [InlineData("int width", "string width", "TT4004 at 'width': Task 'photos.frame' has shipped, and parameter 'width' was int and is string, which cannot read what messages in flight carry; add an optional parameter of the new type instead")]
    [InlineData("int width", "short width", "TT4004 at 'width': Task 'photos.frame' has shipped, and parameter 'width' was int and is short, which cannot read what messages in flight carry; add an optional parameter of the new type instead")]
    [InlineData("string? text = null", "string text = \"\"", "TT4004 at 'text': Task 'photos.frame' has shipped, and parameter 'text' was string? and is string, which cannot read what messages in flight carry; add an optional parameter of the new type instead")]
    [InlineData("Photo photo, int width", "int width, Photo photo", "TT4005 at 'Frame': Task 'photos.frame' has shipped, and the required parameters were in the order photo, width and are in the order width, photo, and results that steps in flight hand over fill them by position; put them back")]
    [InlineData("int width,", "int width, int height,", "TT4006 at 'height': Task 'photos.frame' has shipped, and parameter 'height' is new and is required, and messages in flight do not carry it; give it a default")]
    [InlineData("string? text = null,", "string? text,", "TT4006 at 'text': Task 'photos.frame' has shipped, and parameter 'text' had a default and is required, and messages in flight do not carry it; give it a default")]
    [InlineData("public static Card Frame", "public static int Frame", "TT4007 at 'Frame': Task 'photos.frame' has shipped, and its result was Demo.Card and is int, which the steps after it, and those who wait for it, may still read as Demo.Card; write a new task beside it")]
    [InlineData("public static Card Frame", "public static Task Frame", "TT4007 at 'Frame': Task 'photos.frame' has shipped, and its result was Demo.Card and is nothing, which the steps after it, and those who wait for it, may still read as Demo.Card; write a new task beside it")]
    [InlineData("record Card(string Title)", "record Card(string Caption)", "TT4008 at 'Card': 'Demo.Card' travels in messages that may be in flight, and its property 'title' is gone, so what messages and results in flight hold in it is lost")]
    [InlineData("record Card(string Title)", "record Card(int Title)", "TT4008 at 'Card': 'Demo.Card' travels in messages that may be in flight, and 'title' was string and is int, so what is in flight is read wrongly or not at all")]
    [InlineData("record Card(string Title);", "record Card(string Title) { public required int Year { get; init; } }", "TT4008 at 'Card': 'Demo.Card' travels in messages that may be in flight, and its property 'year' is new and required, and what is in flight does not have it")]
    [InlineData("record Card(string Title)", "record Card(string Title, int? Year)", "TT4008 at 'Card': 'Demo.Card' travels in messages that may be in flight, and its property 'year' is new and required, and what is in flight does not have it")]
    [InlineData("record Card(string Title);", "class Card { public string Title { get; set; } = \"\"; public int? Year { get; } public Card() { } [System.Text.Json.Serialization.JsonConstructor] public Card(string title, int? year) { } }", "TT4008 at 'Card': 'Demo.Card' travels in messages that may be in flight, and its property 'year' is new and required, and what is in flight does not have it")]
    [InlineData("enum Colour { Red, Blue }", "enum Colour { Red, Green, Blue }", "TT4008 at 'Colour': 'Demo.Colour' travels in messages that may be in flight, and 'Blue' was 1 and is 2, so what is in flight is read wrongly or not at all")]
    [InlineData("enum Colour { Red, Blue }", "enum Colour { Red }", "TT4008 at 'Colour': 'Demo.Colour' travels in messages that may be in flight, and its member 'Blue' is gone, and values in flight may hold it")]
    [InlineData("[Task(\"photos.clean\")] ", "", "TT4002 at 'TaskContracts.txt, line 2': Task 'photos.clean' has shipped and is gone: messages in flight that name it go to the dead-letter queue and their flows fail; keep it until they have drained")]
    // Safe, and to be written down.
    [InlineData("string? text = null,", "string? text = null, int height = 1,", "TT4001 at 'Frame'")]
    [InlineData("int width", "long width", "TT4001 at 'Frame'")]
    [InlineData("int width", "int? width", "TT4001 at 'Frame'")]
    [InlineData("public static Card Frame", "public static Task<Card> Frame", "")]
    [InlineData("string? text = null, CancellationToken ct = default", "CancellationToken ct, string? text = null", "")]
    [InlineData("record Card(string Title)", "record Card(string Title, int? Year = null)", "")]
    [InlineData("record Card(string Title)", "record struct Card(string Title, int? Year)", "")]
    [InlineData("record Card(string Title)", "class Card { public string Title { get; set; } = \"\"; public int? Year { get; } public Card(string title) { } public Card() { } }", "")]
    [InlineData("enum Colour { Red, Blue }", "enum Colour { Red, Blue, Green }", "")]
    [InlineData("record Card(string Title)", "record Card([property: System.Text.Json.Serialization.JsonPropertyName(\"title\")] string Caption)", "")]
    [InlineData("static partial class Photos", "static partial class Photos2", "TT4002 at 'TaskContracts.txt, line 3'|TT4001 at 'Frame'")]
    public async Task Judges(string before, string after, string expected)
    {
        Assert.Contains(before, Source, StringComparison.Ordinal);
        var reports = await ContractCheck.Reports(Source.Replace(before, after, StringComparison.Ordinal), Recorded);
        var wanted = expected.Split('|', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(wanted.Length, reports.Count);
        Assert.All(wanted, w => Assert.Contains(reports, r => r.StartsWith(w, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ARenamedTypeOfTheSameShapeIsSafe()
    {
        var renamed = Source.Replace("Photo(", "Picture(", StringComparison.Ordinal).Replace("Photo photo", "Picture photo", StringComparison.Ordinal);
        Assert.Equal("TT4001", Assert.Single(await ContractCheck.Reports(renamed, Recorded))[..6]);
        var changed = renamed.Replace("Colour Colour", "int Size", StringComparison.Ordinal);
        Assert.StartsWith("TT4004 at 'photo'", Assert.Single(await ContractCheck.Reports(changed, Recorded)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARenamedTaskIsRecognised() => Assert.Contains(
        "('Photos2.Frame(Photo, int, string?, CancellationToken)' looks like the same under another name); keep it",
        (await ContractCheck.Reports(Source.Replace("class Photos", "class Photos2", StringComparison.Ordinal), Recorded))[0] + (await ContractCheck.Reports(Source.Replace("class Photos", "class Photos2", StringComparison.Ordinal), Recorded))[1],
        StringComparison.Ordinal);

    [Theory]
    [InlineData("nonsense", "it is neither 'task name(parameter: type): result' nor 'event name: type' nor 'type Name { property: type }' nor 'enum Name { Member: value }'")]
    [InlineData("task x(y): z", "it is neither 'task name(parameter: type): result' nor 'event name: type' nor 'type Name { property: type }' nor 'enum Name { Member: value }'")]
    [InlineData("task photos.clean(): nothing", "'task photos.clean' is recorded above already")]
    public async Task ALineThatCannotBeReadIsSaid(string line, string reason) =>
        Assert.Equal([$"TT4009 at 'TaskContracts.txt, line 7': This line is not read: {reason}"], await ContractCheck.Reports(Source, Recorded + line));

    [Fact]
    public Task RecordsWhatIsNew() => ContractCheck.Fixes<TaskContractRecordFix>(
        Source,
        "# What has shipped.\n",
        "Record it",
        Source,
        Recorded);

    [Fact]
    public async Task RecordsWhatIsAccepted()
    {
        var source = Source.Replace("int width", "string width", StringComparison.Ordinal).Replace("record Card(string Title)", "record Card(int Size)", StringComparison.Ordinal);
        await ContractCheck.Fixes<TaskContractRecordFix>(
            source,
            Recorded,
            "Accept it",
            source,
            Recorded.Replace("width: int", "width: string", StringComparison.Ordinal).Replace("{ title!: string }", "{ size!: int }", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RemovesWhatIsAcceptedAsGone()
    {
        var source = Source.Replace("[Task(\"photos.clean\")] ", "", StringComparison.Ordinal);
        await ContractCheck.Fixes<TaskContractGoneFix>(source, Recorded, "Accept it", source, Recorded.Replace("task photos.clean(): nothing\n", "", StringComparison.Ordinal));
    }

    /// <summary>A line at the very beginning, and a file without any.</summary>
    [Theory]
    [InlineData("task photos.clean(): int\n", "task photos.clean(): nothing\n")]
    [InlineData("", "task photos.clean(): nothing\n")]
    [InlineData("\n\n", "task photos.clean(): nothing\n")]
    [InlineData("task photos.print(): nothing\n", "task photos.clean(): nothing\ntask photos.print(): nothing\n")]
    public Task RecordsFromTheFirstLineOn(string before, string after)
    {
        const string clean = "static partial class Photos { [Task] public static void Clean() { } [Task] public static void Print() { } }";
        var source = after.Contains("print", StringComparison.Ordinal) ? clean : clean.Replace("[Task] public static void Print() { } ", "", StringComparison.Ordinal);
        return ContractCheck.Fixes<TaskContractRecordFix>(source, before, "ecord it", source, after);
    }

    [Fact]
    public async Task AProjectWithoutTheFileIsPassedOver()
    {
        var document = Project.CreateWithContracts(Source, "");
        document = document.Project.Solution.AddProject("Other", "Other", LanguageNames.CSharp).Solution.GetDocument(document.Id)!;
        var all = (await ContractCheck.All<TaskContractRecordFix>(document, "Record it", FixAllScope.Solution))!;
        var contracts = (await Fixing.Change(document, all)).Project.AdditionalDocuments.Single();
        Assert.Equal(Recorded.Replace("# What has shipped.\n", "", StringComparison.Ordinal), (await contracts.GetTextAsync()).ToString());
    }

    /// <summary>Each name is kept by its own task, so only the other way is for all.</summary>
    [Fact]
    public async Task OnlyAcceptingIsOfferedForAll()
    {
        var document = Project.CreateWithContracts(Source.Replace("class Photos", "class Photos2", StringComparison.Ordinal), Recorded);
        Assert.Null(await ContractCheck.All<TaskContractGoneFix>(document, "Keep the name", FixAllScope.Project));
        Assert.Equal("Remove all of them from TaskContracts.txt", (await ContractCheck.All<TaskContractGoneFix>(document, "Accept it", FixAllScope.Project))!.Title);
    }

    [Fact]
    public async Task KeepsTheOldName()
    {
        var source = Source.Replace("class Photos", "class Photos2", StringComparison.Ordinal);
        await ContractCheck.Fixes<TaskContractGoneFix>(source, Recorded, "Keep the name", source.Replace("[Task] public", "[Task(Aliases = [\"photos.frame\"])] public", StringComparison.Ordinal), Recorded);
    }

    [Theory]
    [InlineData("Task(\"photos.framed\", Aliases = [ \"a.b\" ], Queue = \"cpu\")", "Task(\"photos.framed\", Aliases = [ \"a.b\", \"photos.frame\" ], Queue = \"cpu\")")]
    [InlineData("Task(Aliases = [\"a.b\", \"c.d\", \"e.f\"])", "Task(Aliases = [\"a.b\", \"c.d\", \"e.f\", \"photos.frame\"])")]
    [InlineData("Task(Queue = \"cpu\")", "Task(Queue = \"cpu\", Aliases = [\"photos.frame\"])")]
    [InlineData("Task(Aliases = [\"a.b\"])", "Task(Aliases = [\"a.b\", \"photos.frame\"])")]
    [InlineData("Task(Aliases = new[] { \"a.b\", \"c.d\" })", "Task(Aliases = new[] { \"a.b\", \"c.d\", \"photos.frame\" })")]
    [InlineData("Task(Aliases = new string[] { \"a.b\" })", "Task(Aliases = new string[] { \"a.b\", \"photos.frame\" })")]
    public async Task KeepsTheOldNameBesideWhatIsThere(string before, string after)
    {
        var source = Source.Replace("class Photos", "class Photos2", StringComparison.Ordinal).Replace("[Task] public", $"[{before}] public", StringComparison.Ordinal);
        await ContractCheck.Fixes<TaskContractGoneFix>(source, Recorded, "Keep the name", source.Replace(before, after, StringComparison.Ordinal), Recorded);
    }

    [Theory]
    [InlineData("", "TT4001 at 'Frame'")]
    [InlineData("|text = null, int height = 1", "TT4001 at 'Frame'")]
    [InlineData("|text = null, int? text2 = null", "TT4001 at 'Frame'")]
    [InlineData("|caption = null", "TT4003 at 'Frame': Task 'photos.frame' has shipped, and parameter 'text' (string?) is gone")]
    [InlineData("|text", "TT4006 at 'text': Task 'photos.frame' has shipped, and parameter 'text' had a default and is required")]
    public async Task ATaskIsHeldAgainstWhatItWasUnderItsOldName(string change, string expected)
    {
        var source = Source
            .Replace("class Photos", "class Photos2", StringComparison.Ordinal)
            .Replace("[Task] public", "[Task(Aliases = new[] { \"photos.frame\" })] public", StringComparison.Ordinal)
            .Replace("text = null", change.Length == 0 ? "text = null" : change[1..], StringComparison.Ordinal);
        Assert.StartsWith(expected, Assert.Single(await ContractCheck.Reports(source, Recorded)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AChangeOfATaskOfTwoNamesIsSaidOnceAndAcceptedForBoth()
    {
        var both = Recorded.Replace("task photos.frame(", "task photos2.frame(photo: Demo.Photo, width: int, text?: string?): Demo.Card\ntask photos.frame(", StringComparison.Ordinal);
        var source = Source
            .Replace("class Photos", "class Photos2", StringComparison.Ordinal)
            .Replace("[Task] public", "[Task(Aliases = [\"photos.frame\"])] public", StringComparison.Ordinal);
        Assert.Empty(await ContractCheck.Reports(source, both));
        source = source.Replace("int width", "string width", StringComparison.Ordinal);
        Assert.StartsWith("TT4004 at 'width': Task 'photos2.frame'", Assert.Single(await ContractCheck.Reports(source, both)), StringComparison.Ordinal);
        await ContractCheck.Fixes<TaskContractRecordFix>(source, both, "Accept it", source, both.Replace("width: int", "width: string", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnAliasTakenAwayIsANameThatIsGone()
    {
        var both = Recorded.Replace("task photos.frame(", "task photos2.frame(photo: Demo.Photo, width: int, text?: string?): Demo.Card\ntask photos.frame(", StringComparison.Ordinal);
        var source = Source.Replace("class Photos", "class Photos2", StringComparison.Ordinal);
        Assert.StartsWith("TT4002 at 'TaskContracts.txt, line 4': Task 'photos.frame' has shipped and is gone", Assert.Single(await ContractCheck.Reports(source, both)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int width, string? text = null, CancellationToken ct = default", "int width, int height, CancellationToken ct", "int width, int height = TODO, CancellationToken ct = default")]
    [InlineData("int width, string? text = null, CancellationToken ct = default", "int width, string note", "int width, string? note = null")]
    public async Task GivesADefault(string old, string before, string after)
    {
        var recorded = Recorded.Replace(", text?: string?", "", StringComparison.Ordinal);
        await ContractCheck.Fixes<TaskContractDefaultFix>(
            Source.Replace(old, before, StringComparison.Ordinal), recorded, "default", Source.Replace(old, after, StringComparison.Ordinal), recorded);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Empty)]
    public async Task AnEmptyFileSaysHowItIsFilled(string contracts) => Assert.Contains(
        "TT4010 at 'TaskContracts.txt, line 1': TaskContracts.txt records none of 1 tasks, so no change of them is seen: write them down with the fix of TT4001, "
        + "or on the console with 'dotnet format analyzers --diagnostics TT4001 --severity info'",
        await ContractCheck.Reports("static partial class C { [Task] public static void Do() { } }", contracts));

    [Theory]
    [InlineData("static class C { public static void Do() { } }", "")]
    [InlineData("static partial class C { [Task] public static void Do() { } }", "task c.do(): nothing\n")]
    public async Task AFileThatIsNotEmptyOrHasNothingToRecordSaysNothing(string source, string contracts) =>
        Assert.DoesNotContain(await ContractCheck.Reports(source, contracts), static r => r.StartsWith("TT4010", StringComparison.Ordinal));
}
