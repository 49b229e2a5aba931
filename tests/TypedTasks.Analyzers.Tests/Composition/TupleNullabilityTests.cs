using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Composition;

public class TupleNullabilityTests
{
    private const string Steps = """
        record Photo; record Exif; record Card;

        static class Steps
        {
            public static Signature<Photo> Load() => null!;
            public static Signature<Photo?> Find() => null!;
            public static Signature<string, Photo?> Seek() => null!;
            public static Signature<string, Exif> Read() => null!;
            public static Signature<Exif?> FindExif() => null!;
            public static Signature<Exif> ReadExif() => null!;
            public static Signature<int?> Maybe() => null!;
            public static Signature<(Photo, Exif), Card> Describe() => null!;
            public static Signature<(Photo?, Exif), Card> Guess() => null!;
            public static Signature<(Photo, int?), Card> Number() => null!;
        #nullable disable
            public static Signature<(Photo, Exif), Card> Oblivious() => null;
        }
        """;

    [Theory]
    [InlineData("(Find(), ReadExif()) | [|Describe()|]", "'Find()' at position 1 of the tuple yields Photo?, which may be null, but 'Describe()' takes Photo: let 'Describe()' take Photo?, or put a step between them that decides what null means")]
    [InlineData("(Load(), FindExif()) | [|Describe()|]", "'FindExif()' at position 2 of the tuple yields Exif?, which may be null, but 'Describe()' takes Exif: let 'Describe()' take Exif?, or put a step between them that decides what null means")]
    [InlineData("(Seek(), Read()) | [|Describe()|]", "'Seek()' at position 1 of the tuple yields Photo?, which may be null, but 'Describe()' takes Photo: let 'Describe()' take Photo?, or put a step between them that decides what null means")]
    public async Task Fires(string pipeline, string message) =>
        Assert.Equal([message], await Check.Reports<TupleNullabilityAnalyzer>(Source(pipeline)));

    [Theory]
    [InlineData("(Load(), ReadExif()) | Describe()")]
    [InlineData("(Find(), ReadExif()) | Guess()")]
    [InlineData("(Load(), Maybe()) | Number()")]
    [InlineData("(Find(), ReadExif()) | Oblivious()")]
    [InlineData("(Find(), ReadExif()) >> Load()")]
    public Task IsSilent(string pipeline) => Check.Silent<TupleNullabilityAnalyzer>(Source(pipeline));

    private static string Source(string pipeline) => $$"""
        using static Steps;

        class Test
        {
            object Run() => {{pipeline}};
        }
        {{Steps}}
        """;
}
