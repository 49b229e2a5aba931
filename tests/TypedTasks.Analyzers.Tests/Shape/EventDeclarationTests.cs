using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Shape;

public class EventDeclarationTests
{
    [Theory]
    [InlineData("[TaskEvent(\"legal\")] public partial TaskEvent<int> [|Legal|] { get; }", "it is not static")]
    [InlineData("[TaskEvent(\"legal\")] public static TaskEvent<int> [|Legal|] { get; } = null!;", "it is not partial, so nothing would give it a value")]
    [InlineData("[TaskEvent(\"legal\")] public static partial TaskEvent<int> [|Legal|] { get; set; }", "it needs a getter and nothing else")]
    [InlineData("[TaskEvent(\"legal\")] public static partial int [|Legal|] { get; }", "its type is int")]
    [InlineData("[TaskEvent(\" \")] public static partial TaskEvent<int> [|Legal|] { get; }", "its name is empty or has more than 128 characters")]
    public async Task Fires(string property, string reason) => Assert.Equal(
        [$"'Legal' declares no event, because {reason}: write 'public static partial TaskEvent<T> Legal {{ get; }}' in a partial class"],
        await Check.Reports<EventDeclarationAnalyzer>($"public static partial class Said {{ {property} }}".Replace("static partial class", property.Contains("public partial", StringComparison.Ordinal) ? "partial class" : "static partial class", StringComparison.Ordinal)));

    [Fact]
    public async Task FiresInAClassThatIsNotPartial() => Assert.Contains(
        "'Said' is not a partial class",
        Assert.Single(await Check.Reports<EventDeclarationAnalyzer>("public static class Said { [TaskEvent(\"legal\")] public static partial TaskEvent<int> [|Legal|] { get; } }")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("[TaskEvent(\"legal\")] public static partial TaskEvent<int> Legal { get; }")]
    [InlineData("public static TaskEvent<int> Legal { get; } = null!;")]
    [InlineData("[TaskEvent(\"legal\")] internal static partial TaskEvent<(int, string)> Legal { get; }")]
    public Task IsSilent(string property) => Check.Silent<EventDeclarationAnalyzer>($"public static partial class Said {{ {property} }}");
}
