using TypedTasks.Analyzers.Serialization;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Serialization;

public class PolymorphicTypeTests
{
    private const string Types = """
        public abstract record Shape;
        public interface IShape;
        [System.Text.Json.Serialization.JsonDerivedType(typeof(Circle), "circle")] public abstract record Round;
        public record Circle : Round;
        public record Drawing(string Title, List<Shape> Shapes);
        public record Plain(string Title, [property: System.Text.Json.Serialization.JsonIgnore] object? Hidden = null);
        public record Folder(Drawing First);
        """;

    [Theory]
    [InlineData("Answer")]
    [InlineData("IReadOnlyList<Answer>")]
    public async Task FiresOnWhatAnEventSays(string type) => Assert.StartsWith(
        "The value of event 'Said' holds Answer",
        Assert.Single(await Check.Reports<PolymorphicTypeAnalyzer>("public abstract class Answer { } public static partial class Events { [TaskEvent(\"said\")] public static partial TaskEvent<" + type + "> [|Said|] { get; } [TaskEvent(\"whole\")] public static partial TaskEvent<bool> Whole { get; } }")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("object [|x|]", "object, and the reader cannot know which class to make of it: take a type that says what it is, or a JsonElement")]
    [InlineData("Dictionary<string, object> [|x|]", "object, and the reader cannot know which class to make of it: take a type that says what it is, or a JsonElement")]
    [InlineData("Shape [|x|]", "Shape, and the reader cannot know which class to make of it: it is abstract; name its classes with [JsonDerivedType(typeof(…), \"…\")], or take a class")]
    [InlineData("IShape[] [|x|]", "IShape, and the reader cannot know which class to make of it: it is an interface; name its classes with [JsonDerivedType(typeof(…), \"…\")], or take a class")]
    [InlineData("Drawing [|x|]", "Shape (in Drawing.Shapes), and the reader cannot know which class to make of it: it is abstract; name its classes with [JsonDerivedType(typeof(…), \"…\")], or take a class")]
    [InlineData("Folder [|x|]", "Shape (in Folder.First.Shapes), and the reader cannot know which class to make of it: it is abstract; name its classes with [JsonDerivedType(typeof(…), \"…\")], or take a class")]
    public async Task Fires(string parameter, string message) =>
        Assert.Equal([$"Parameter 'x' of task 'Do' holds {message}"], await Check.Reports<PolymorphicTypeAnalyzer>(Source($"public static void Do({parameter}) {{ }}")));

    [Fact]
    public async Task FiresOnResults() => Assert.StartsWith(
        "The result of task 'Do' holds object,",
        Assert.Single(await Check.Reports<PolymorphicTypeAnalyzer>(Source("public static Task<object> [|Do|]() => null!;"))),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Round x")]
    [InlineData("Circle x")]
    [InlineData("Plain x")]
    [InlineData("IReadOnlyList<IEnumerable<int>> x")]
    [InlineData("System.Text.Json.JsonElement x, Uri address")]
    [InlineData("[FromServices] IShape x")]
    [InlineData("IServiceProvider x")]
    public Task IsSilent(string parameter) => Check.Silent<PolymorphicTypeAnalyzer>(Source($"public static void Do({parameter}) {{ }}"));

    private static string Source(string method) => $"static partial class C {{ [Task] {method} }}\n{Types}";
}
