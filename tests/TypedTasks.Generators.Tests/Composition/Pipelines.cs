using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests.Composition;

/// <summary>Compiles one pipeline over a fixed set of tasks.</summary>
internal static class Pipelines
{
    public const string Tasks = """
        namespace Demo;

        public record Photo(string Path);
        public sealed record RawPhoto(string Path) : Photo(Path);
        public sealed record Thumbnail(int Width);
        public sealed record Exif(string Camera);
        public sealed record Card(string Title);
        public sealed record Sheet(int Count);

        public static partial class Photos
        {
            [Task] public static Photo Load(string path) => new(path);
            [Task] public static RawPhoto LoadRaw(string path) => new(path);
            [Task] public static Task<Photo?> Find(string path) => Task.FromResult<Photo?>(null);
            [Task] public static Exif? Guess(Photo photo) => null;
            [Task] public static void Praise(Exif exif) { }
            [Task] public static Photo Turn(Photo photo, int degrees = 90) => photo;
            [Task] public static Card Compare(Photo one, Photo two) => new("");
            [Task] public static Thumbnail Resize(Photo photo, int width) => new(width);
            [Task] public static Exif ReadExif(Photo photo) => new(photo.Path);
            [Task] public static Card MakeCard(Thumbnail thumbnail, Exif exif) => new("");
            [Task] public static Card Describe(Photo photo, Exif exif) => new("");
            [Task] public static Sheet ContactSheet(IReadOnlyList<Card> cards) => new(cards.Count);
            [Task] public static Sheet Gallery(IReadOnlyList<Photo> photos) => new(photos.Count);
            [Task] public static string[] List(string folder) => [];
            [Task] public static IReadOnlyList<RawPhoto> LoadAll(string folder) => [];
            [Task] public static int Count(IEnumerable<Photo> photos) => 0;
            [Task] public static int Sum(IReadOnlyList<int> numbers) => 0;
            [Task] public static int Add(int a, int b) => a + b;
            [Task] public static void Publish(Card card) { }
            [Task] public static void Clean() { }
            [Task] public static Task Notify(string text, string? channel = null) => Task.CompletedTask;
            [Task] public static (int Width, int Height) Measure(Photo photo) => (1, 1);
            [Task] public static int Area(int width, int height) => width * height;
            [Task] public static Card Six(Photo a, Exif b, Thumbnail c, Card d, Sheet e, int f) => new("");
            [Task] public static Card Seven(Photo a, Exif b, Thumbnail c, Card d, Sheet e, int f, string g) => new("");
        }
        """;

    private static readonly CSharpCompilation Tree = (CSharpCompilation)Compiler.Generate(Tasks);

    /// <summary>Compiles <c>var result = …;</c>, or a statement that says <c>result</c> itself.</summary>
    public static Compilation Compile(string code)
    {
        Assert.Empty(Tree.Problems());
        var statement = code.Contains("result", StringComparison.Ordinal) ? code : $"var result = {code};";
        return Tree.AddSyntaxTrees(CSharpSyntaxTree.ParseText($$"""
            using Demo;
            using static Demo.Photos.Tasks;

            static class Test
            {
                static async Task Run(ITaskClient client, string[] paths, Photo photo, Exif exif, Card card)
                {
                    await Task.Yield();
            {{statement}}
                }
            }
            """, Compiler.Parse, "Pipeline.cs"));
    }

    /// <summary>The operators in the order of the source, by the class that declares each.</summary>
    public static IEnumerable<string> Operators(Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.Single(static t => t.FilePath == "Pipeline.cs");
        var model = compilation.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes().OfType<BinaryExpressionSyntax>().OrderBy(static b => b.OperatorToken.SpanStart)
            .Select(b => model.GetSymbolInfo(b).Symbol!.ContainingType)
            // An operator of an extension stands in a class inside that has no name.
            .Select(static t => t.ContainingType?.Name ?? t.Name);
    }

    /// <summary>The type of <c>result</c>, with nullable annotations.</summary>
    public static string TypeOfResult(Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.Single(static t => t.FilePath == "Pipeline.cs");
        var variable = tree.GetRoot().DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .Single(static v => v.Identifier.ValueText == "result");
        var symbol = (ILocalSymbol)compilation.GetSemanticModel(tree).GetDeclaredSymbol(variable)!;
        // A local of var is always annotated.
        return symbol.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
    }
}
