using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Composition;

public class PipelineMismatchTests
{
    private const string Tasks = """
        record Photo; record RawPhoto : Photo; record Thumbnail; record Exif; record Card; record Sheet;

        static class Other { public static object Of(int a) => a; }

        static class Steps
        {
            public static Signature<Photo> Load(string path) => null!;
            public static Signature<string, Photo> Load() => null!;
            public static Signature<RawPhoto> LoadRaw() => null!;
            public static Signature<Photo, Thumbnail> Resize(int width) => null!;
            public static Signature<(Photo, int), Thumbnail> Resize() => null!;
            public static Signature<Photo, Exif> ReadExif() => null!;
            public static Signature<Exif> ReadExif(int x) => null!;
            public static Signature<(Thumbnail, Exif), Card> MakeCard() => null!;
            public static Signature<IReadOnlyList<Photo>, Sheet> Gallery() => null!;
            public static Signature<List<Photo>, Sheet> Strict() => null!;
            public static Signature<IReadOnlyList<Card>, Sheet> ContactSheet() => null!;
            public static Signature<string[]> List() => null!;
            public static Signature<Card, Unit> Publish() => null!;
            public static Signature<Unit> Clean() => null!;
            public static Signature<int> Count() => null!;
            public static Signature<long, int> Halve() => null!;
            public static Signature<(Photo, Exif)> Both() => null!;
            public static Signature<(RawPhoto, Exif)> BothRaw() => null!;
            public static Signature<(Photo, Exif), Card> Pair() => null!;
            public static Signature<Photo> LoadFrom(string path, string folder) => null!;
        }
        """;

    [Theory]
    [InlineData("Load(\"a\") | [|Publish()|]", "'Load(\"a\")' yields Photo, but 'Publish()' takes Card")]
    [InlineData("Load(\"a\") | Resize(1) | [|Publish()|]", "'Resize(1)' yields Thumbnail, but 'Publish()' takes Card (step 3; so far Load → Photo → Resize → Thumbnail)")]
    [InlineData("Load() | [|Publish()|]", "'Load()' yields Photo, but 'Publish()' takes Card")]
    [InlineData("Load(\"a\") | [|(Resize(200), Publish())|]", "Member 2 of the tuple does not fit: 'Load(\"a\")' yields Photo, but 'Publish()' takes Card")]
    [InlineData("List() | [|Load()|]", "'List()' yields string[], but 'Load()' takes string: write Load().Each() to run it once for each element")]
    [InlineData("Group.Of(LoadRaw()) | [|ReadExif()|]", "'Group.Of(LoadRaw())' yields IReadOnlyList<RawPhoto>, but 'ReadExif()' takes Photo: write ReadExif().Each() to run it once for each element")]
    [InlineData("Load(\"a\") | [|Gallery()|]", "'Load(\"a\")' yields Photo, but 'Gallery()' takes IReadOnlyList<Photo>: write Group.Of(…) around 'Load(\"a\")' to make a list of one")]
    [InlineData("Load(\"a\") | [|ReadExif().Each()|]", "'Load(\"a\")' yields Photo, but 'ReadExif().Each()' takes IEnumerable<Photo>: leave out .Each(), there is one value only")]
    [InlineData("Group.Of(Load(\"a\")) | [|Strict()|]", "'Group.Of(Load(\"a\"))' yields IReadOnlyList<Photo>, but 'Strict()' takes List<Photo>: let 'Strict()' take an IReadOnlyList<Photo>")]
    [InlineData("Group.Of(Load(\"a\")) | [|ContactSheet()|]", "'Group.Of(Load(\"a\"))' yields IReadOnlyList<Photo>, but 'ContactSheet()' takes IReadOnlyList<Card>")]
    [InlineData("(Load(\"a\"), Load(\"b\")) | [|Gallery()|]", "'(Load(\"a\"), Load(\"b\"))' yields a tuple, (Photo, Photo), but 'Gallery()' takes IReadOnlyList<Photo>: write Group.Of(…) instead of the tuple to make a list")]
    [InlineData("(Load(\"a\"), ReadExif(1)) | [|Publish()|]", "'(Load(\"a\"), ReadExif(1))' yields a tuple, (Photo, Exif), but 'Publish()' takes Card")]
    [InlineData("Load(\"a\") | (Resize(1), ReadExif(), ReadExif()) | [|MakeCard()|]", "'(Resize(1), ReadExif(), ReadExif())' yields 3 values, (Thumbnail, Exif, Exif), but 'MakeCard()' takes 2, (Thumbnail, Exif) (step 3; so far Load → Photo → (Resize, ReadExif, ReadExif) → (Thumbnail, Exif, Exif))")]
    [InlineData("Load(\"a\") | (ReadExif(), Resize(1)) | [|MakeCard()|]", "At position 1 '(ReadExif(), Resize(1))' yields Exif, but 'MakeCard()' takes Thumbnail: put the members in the order (Thumbnail, Exif) (step 3; so far Load → Photo → (ReadExif, Resize) → (Exif, Thumbnail))")]
    [InlineData("Both() | [|MakeCard()|]", "At position 1 'Both()' yields Photo, but 'MakeCard()' takes Thumbnail")]
    [InlineData("Load(\"a\") | [|Resize()|]", "'Load(\"a\")' yields Photo, but 'Resize()' takes (Photo, int): give it the other arguments, or yield them as well")]
    [InlineData("Clean() | [|Publish()|]", "'Clean()' yields nothing, but 'Publish()' takes Card: write >> and give the argument")]
    [InlineData("Load(\"a\") | [|ReadExif(1)|]", "'ReadExif(1)' takes nothing, because all its arguments are given: write >> to run it without the Photo that 'Load(\"a\")' yields")]
    [InlineData("Load(\"a\") >> [|ReadExif()|]", "'ReadExif()' still misses Photo, and >> hands nothing over: write | to hand it the result of 'Load(\"a\")', or give it the argument")]
    [InlineData("(Load(\"a\"), ReadExif()) | [|MakeCard()|]", "The members of a tuple are all complete or all partial, but 'ReadExif()' misses Photo and 'Load(\"a\")' misses nothing: give 'ReadExif()' its argument")]
    [InlineData("(Load(\"a\"), Load(\"b\")) | [|(MakeCard(), MakeCard())|]", "Member 1 of the tuple does not fit: '(Load(\"a\"), Load(\"b\"))' yields (Photo, Photo), but 'MakeCard()' takes (Thumbnail, Exif)")]
    [InlineData("(Load(\"a\"), Load(\"b\")) | [|(Signature.Pass<(Photo, Photo)>(), Signature.Pass<(Photo, Photo)>())|]", "C# has no operator between two tuples: make the first one step, (Load(\"a\"), Load(\"b\")).Join() | …")]
    [InlineData("Group.Of(BothRaw(), [|Both()|])", "The members of Group.Of yield the same type, but 'BothRaw()' yields (RawPhoto, Exif) and 'Both()' yields (Photo, Exif): write a tuple of them, or say their common type, Group.Of<…>(…)")]
    [InlineData("Group.Of([|(Load(\"a\"), Load(\"b\"))|], ReadExif(1))", "A member of Group.Of is one signature, and '(Load(\"a\"), Load(\"b\"))' is a tuple: make it one step, (Load(\"a\"), Load(\"b\")).Join()")]
    [InlineData("Chain.Of([|(Load(\"a\"), Load(\"b\"))|], Publish())", "In words a tuple is made one step first: (Load(\"a\"), Load(\"b\")).Join()")]
    [InlineData("Chain.Of(BothRaw(), [|Pair()|])", "'BothRaw()' yields one tuple, (RawPhoto, Exif), and 'Pair()' takes another, (Photo, Exif): a tuple that is passed on as a whole must match exactly")]
    [InlineData("Load(\"a\") + [|Publish()|]", "'+' joins no steps: write | to hand the result of 'Load(\"a\")' to 'Publish()', or >> to run that without it")]
    [InlineData("Count() | [|Halve()|]", "'Count()' yields int, but 'Halve()' takes long: values do not convert between steps, so insert a task that makes long of int")]
    [InlineData("Clean() >> Load(\"a\") | Resize(1) | [|Publish()|]", "'Resize(1)' yields Thumbnail, but 'Publish()' takes Card (step 4; so far Clean → nothing → Load → Photo → Resize → Thumbnail)")]
    [InlineData("(Load() | Resize(1)).OnQueue(\"q\") | [|Publish()|]", "'(Load() | Resize(1)).OnQueue(\"q\")' yields Thumbnail, but 'Publish()' takes Card")]
    [InlineData("Chain.Of(Load(\"a\"), [|Publish()|])", "'Load(\"a\")' yields Photo, but 'Publish()' takes Card")]
    [InlineData("Chain.Of(Load(\"a\"), Resize(1), [|Publish()|])", "Step 3 does not fit: 'Resize(1)' yields Thumbnail, but 'Publish()' takes Card")]
    [InlineData("Chain.Of(Load(), [|ReadExif(1)|])", "'ReadExif(1)' takes nothing, because all its arguments are given: write .ThenIgnoringResult to run it without the Photo that 'Load()' yields")]
    [InlineData("Load(\"a\").Then([|Publish()|])", "'Load(\"a\")' yields Photo, but 'Publish()' takes Card")]
    [InlineData("(Load(\"a\") | Resize(1)).Then([|Publish()|])", "'Resize(1)' yields Thumbnail, but 'Publish()' takes Card")]
    [InlineData("Load(\"a\").ThenIgnoringResult([|ReadExif()|])", "'ReadExif()' still misses Photo, and .ThenIgnoringResult hands nothing over: write .Then to hand it the result of 'Load(\"a\")', or give it the argument")]
    [InlineData("Group.Of(Load(\"a\"), [|ReadExif(1)|])", "The members of Group.Of yield the same type, but 'Load(\"a\")' yields Photo and 'ReadExif(1)' yields Exif: write a tuple of them, or say their common type, Group.Of<…>(…)")]
    [InlineData("Group.Of(Load(\"a\"), [|Load()|])", "The members of Group.Of are all complete or all partial, but 'Load()' misses string and 'Load(\"a\")' misses nothing: give 'Load()' its argument, or write Signature.Pass<string>() >> Load(\"a\") to let that ignore the input")]
    [InlineData("Group.Of(Load(), [|ReadExif(1)|])", "The members of Group.Of are all complete or all partial, but 'Load()' misses string and 'ReadExif(1)' misses nothing: give 'Load()' its argument, or write Signature.Pass<string>() >> ReadExif(1) to let that ignore the input")]
    [InlineData("Load(\"a\") | [|ContactSheet()|]", "'Load(\"a\")' yields Photo, but 'ContactSheet()' takes IReadOnlyList<Card>")]
    [InlineData("Load(\"a\") >> [|(ReadExif(), Resize(1))|]", "'(ReadExif(), Resize(1))' still misses Photo, and >> hands nothing over: write | to hand it the result of 'Load(\"a\")', or give it the argument")]
    [InlineData("Both() | [|Gallery()|]", "'Both()' yields a tuple, (Photo, Exif), but 'Gallery()' takes IReadOnlyList<Photo>")]
    [InlineData("BothRaw() | [|(Pair(), Pair())|]", "Member 1 of the tuple does not fit: 'BothRaw()' yields (RawPhoto, Exif), but 'Pair()' takes (Photo, Exif): a tuple is passed on as it is, so let 'BothRaw()' yield (Photo, Exif)")]
    [InlineData("LoadFrom(\"0123456789012345678901\", \"0123456789012345678901\") | [|Publish()|]", "'LoadFrom(\"0123456789012345678901\", \"0123456789012345678901\")' yields Photo, but 'Publish()' takes Card")]
    [InlineData("LoadFrom(\"0123456789012345678901\", \"01234567890123456789012\") | [|Publish()|]", "'LoadFrom(\"0123456789012345678901\", \"01234567890123456789012…' yields Photo, but 'Publish()' takes Card")]
    [InlineData("Group.Of(Load(), [|ReadExif()|])", "The members of Group.Of take the same input, but 'Load()' takes string and 'ReadExif()' takes Photo")]
    public async Task Explains(string pipeline, string message) =>
        Assert.Equal([message], await Check.Reports<PipelineMismatchAnalyzer>(Source(pipeline)));

    [Theory]
    [InlineData("Load(\"a\") | Resize(1)")]
    [InlineData("Load(\"a\") | (Resize(1), ReadExif()) | MakeCard()")]
    [InlineData("Clean() >> Load(\"a\")")]
    [InlineData("Load(\"a\") | Unknown()")]
    [InlineData("Load(\"a\") | 5")]
    [InlineData("1 | 2L")]
    [InlineData("\"a\" | 2")]
    [InlineData("Chain.Of(Load(\"a\"), Resize(1))")]
    [InlineData("Group.Of(LoadRaw(), Load(\"a\"))")]
    [InlineData("(Load(\"a\"), Load(\"b\")).Join() | (Signature.Pass<(Photo, Photo)>(), Signature.Pass<(Photo, Photo)>())")]
    [InlineData("Chain.Of(Load(\"a\"), 5)")]
    [InlineData("Group.Of(Load(\"a\"), LoadRaw())")]
    [InlineData("Group.Of(Load(\"a\"), 5)")]
    [InlineData("Group.Of()")]
    [InlineData("Other.Of(Load(\"a\"), Publish())")]
    public Task IsSilent(string pipeline) => Check.Silent<PipelineMismatchAnalyzer>(Source(pipeline));

    [Fact]
    public async Task OnlyTheFirstMismatchIsExplained() =>
        Assert.Single(await Check.Reports<PipelineMismatchAnalyzer>(Source("Load(\"a\") | [|Publish()|] | MakeCard() | Gallery()")));

    private static string Source(string pipeline) => $$"""
        using static Steps;

        class Test
        {
            object Run() => {{pipeline}};
        }
        {{Tasks}}
        """;
}
