using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests.Composition;

/// <summary>Pipelines that the compiler refuses: with which error, at which place, naming which data types.</summary>
public class WrongPipelines
{
    /// <summary>The place is marked in the pipeline by <c>«</c> and <c>»</c>.</summary>
    [Theory]
    // The wrong element.
    [InlineData("«Load(\"a\") | Publish()»", "CS0019", "'Signature<Photo>'", "'Signature<Card, Unit>'")]
    [InlineData("«Add(1, 2) | Load()»", "CS0019", "'Signature<int>'", "'Signature<string, Photo>'")]
    [InlineData("«Load(\"a\") | (Resize(200), ReadExif()) | Publish()»", "CS0019", "'Joined<Thumbnail, Exif>'", "'Signature<Card, Unit>'")]
    [InlineData("«Load(\"a\") | (Resize(200), Publish())»", "CS0019", "'Signature<Photo>'", "Signature<Demo.Card, TypedTasks.Unit>)'")]
    [InlineData("Load(\"a\").Then(«Publish()»)", "CS1503", "Signature<Demo.Card, TypedTasks.Unit>'", "ISignature<Demo.Photo, TypedTasks.Unit>'")]
    [InlineData("Load().Then(«Publish()»)", "CS1503", "Signature<Demo.Card, TypedTasks.Unit>'", "ISignature<Demo.Photo, TypedTasks.Unit>'")]
    [InlineData("(Load(\"a\") | Resize(200)).Then(«Publish()»)", "CS1503", "Signature<Demo.Card, TypedTasks.Unit>'", "ISignature<Demo.Thumbnail, TypedTasks.Unit>'")]
    // A list for one value, one value for a list, the wrong list.
    [InlineData("«List(\"a\") | Load()»", "CS0019", "'Signature<string[]>'", "'Signature<string, Photo>'")]
    [InlineData("«LoadAll(\"a\") | ReadExif()»", "CS0019", "'Signature<IReadOnlyList<RawPhoto>>'", "'Signature<Photo, Exif>'")]
    [InlineData("«Group.Of(Load(\"a\"), Load(\"b\")) | ReadExif()»", "CS0019", "'Group<Photo>'", "'Signature<Photo, Exif>'")]
    [InlineData("«Load(\"a\") | Gallery()»", "CS0019", "'Signature<Photo>'", "'Signature<IReadOnlyList<Photo>, Sheet>'")]
    [InlineData("«Load(\"a\") | ReadExif().Each()»", "CS0019", "'Signature<Photo>'", "'Group<IEnumerable<Photo>, Exif>'")]
    [InlineData("«List(\"a\") | ReadExif().Each()»", "CS0019", "'Signature<string[]>'", "'Group<IEnumerable<Photo>, Exif>'")]
    [InlineData("«Group.Of(Load(\"a\"), Load(\"b\")) | ContactSheet()»", "CS0019", "'Group<Photo>'", "'Signature<IReadOnlyList<Card>, Sheet>'")]
    [InlineData("«Group.Of(Add(1, 2)) | Gallery()»", "CS0019", "'Group<int>'", "'Signature<IReadOnlyList<Photo>, Sheet>'")]
    [InlineData("«List(\"a\") | Load().Each() | ContactSheet()»", "CS0019", "'Group<Photo>'", "'Signature<IReadOnlyList<Card>, Sheet>'")]
    [InlineData("«Load(\"a\") | Group.Of(Load(), Load())»", "CS0019", "'Signature<Photo>'", "'Group<string, Photo>'")]
    // A tuple for one value, one value for a tuple, the wrong arity, the wrong order, a list for a tuple.
    [InlineData("«Load(\"a\") | MakeCard()»", "CS0019", "'Signature<Photo>'", "'Signature<(Thumbnail, Exif), Card>'")]
    [InlineData("«Load(\"a\") | Resize()»", "CS0019", "'Signature<Photo>'", "'Signature<(Photo, int), Thumbnail>'")]
    [InlineData("«Load(\"a\") | (Resize(200), ReadExif(), ReadExif()) | MakeCard()»", "CS0019", "'Joined<Thumbnail, Exif, Exif>'", "'Signature<(Thumbnail, Exif), Card>'")]
    [InlineData("(Resize(200), ReadExif(), ReadExif()) «|» MakeCard()", "CS9340", "TypedTasks.Signature<Demo.Photo, Demo.Exif>)'", "'Signature<(Thumbnail, Exif), Card>'")]
    [InlineData("(Load(\"a\"), Load(\"b\")) «|» Gallery()", "CS9340", "(TypedTasks.Signature<Demo.Photo>, TypedTasks.Signature<Demo.Photo>)", "'Signature<IReadOnlyList<Photo>, Sheet>'")]
    [InlineData("«(ReadExif(photo), Resize(photo, 1)) | MakeCard()»", "CS0019", "(TypedTasks.Signature<Demo.Exif>, TypedTasks.Signature<Demo.Thumbnail>)", "'Signature<(Thumbnail, Exif), Card>'")]
    [InlineData("«Load(\"a\") | (ReadExif(), Resize(200)) | MakeCard()»", "CS0019", "'Joined<Exif, Thumbnail>'", "'Signature<(Thumbnail, Exif), Card>'")]
    [InlineData("«Group.Of(Resize(photo, 1), Resize(photo, 2)) | MakeCard()»", "CS0019", "'Group<Thumbnail>'", "'Signature<(Thumbnail, Exif), Card>'")]
    [InlineData("«(Load(\"a\"), ReadExif()) | Describe()»", "CS0019", "(TypedTasks.Signature<Demo.Photo>, TypedTasks.Signature<Demo.Photo, Demo.Exif>)", "'Signature<(Photo, Exif), Card>'")]
    // Nothing arrives where something is needed, or something where nothing is.
    [InlineData("«Clean() | Publish()»", "CS0019", "'Signature<Unit>'", "'Signature<Card, Unit>'")]
    [InlineData("«Publish(card) | Resize(200)»", "CS0019", "'Signature<Unit>'", "'Signature<Photo, Thumbnail>'")]
    [InlineData("«Load(\"a\") | ReadExif(photo)»", "CS0019", "'Signature<Photo>'", "'Signature<Exif>'")]
    [InlineData("«Load(\"a\") >> ReadExif()»", "CS0019", "'Signature<Photo>'", "'Signature<Photo, Exif>'")]
    [InlineData("Group.Of(Load(\"a\"), «Load()»)", "CS1503", "'TypedTasks.Signature<string, Demo.Photo>'", "'TypedTasks.ISignature<Demo.Photo>'")]
    [InlineData("await «client.EnqueueAsync(Resize(200))»", "CS0619", "ISignature<TIn, TOut>", "give its missing arguments")]
    [InlineData("await «client.EnqueueAsync(Load() | Resize(200))»", "CS0619", "ISignature<TIn, TOut>", "give its missing arguments")]
    [InlineData("await «client.EnqueueAsync(List() | Load().Each())»", "CS0619", "ISignature<TIn, TOut>", "give its missing arguments")]
    [InlineData("await client.EnqueueAsync(Resize(200), «\"a\"»)", "CS1503", "'string'", "'System.Threading.CancellationToken'")]
    [InlineData("await client.EnqueueAsync(Load(\"a\"), «photo»)", "CS1503", "'Demo.Photo'", "'System.Threading.CancellationToken'")]
    [InlineData("«Signature.Value(1) | Resize(200)»", "CS0019", "'Signature<int>'", "'Signature<Photo, Thumbnail>'")]
    [InlineData("«Signature.Value(photo) | Load(\"a\")»", "CS0019", "'Signature<Photo>'", "'Signature<Photo>'")]
    [InlineData("Chain.«Of»(Load(\"a\"), Resize(200), Turn(), Turn(), Turn(), Turn(), Turn(), Turn())", "CS0411", "'Chain.Of<T>(", "cannot be inferred")]
    [InlineData("Chain.«Of»(paths.Select(_ => Resize(200)))", "CS0411", "'Chain.Of<T>(", "cannot be inferred")]
    // Branches.
    [InlineData("Load(\"a\").CompensateWith(«Publish()»)", "CS1503", "'TypedTasks.Signature<Demo.Card, TypedTasks.Unit>'", "'TypedTasks.ISignature<Demo.Photo, TypedTasks.Unit>'")]
    [InlineData("LoadRaw().OnSuccess(«Publish()»)", "CS1503", "'TypedTasks.Signature<Demo.Card, TypedTasks.Unit>'", "'TypedTasks.ISignature<Demo.RawPhoto, TypedTasks.Unit>'")]
    // Arguments and results.
    [InlineData("Resize(photo, «\"200\"»)", "CS1503", "'string'", "'int'")]
    [InlineData("Resize(«\"200\"»)", "CS1503", "'string'", "'int'")]
    [InlineData("Signature<Card> result = «Load(\"a\")»;", "CS0029", "Signature<Demo.Photo>'", "Signature<Demo.Card>'")]
    [InlineData("ISignature<Card> result = «Load(\"a\") | Resize(200)»;", "CS0266", "Signature<Demo.Thumbnail>'", "ISignature<Demo.Card>'")]
    public void IsRefused(string marked, string id, string left, string right) =>
        AssertProblem(marked, DiagnosticSeverity.Error, id, left, right);

    [Theory]
    [InlineData("«Find(\"a\")» | ReadExif()", "CS8620", "'Signature<Photo?>'", "'ISignature<Photo>'")]
    [InlineData("Find(\"a\").Then(«ReadExif()»)", "CS8620", "'Signature<Photo, Exif>'", "'ISignature<Photo?, Exif>'")]
    [InlineData("«Group.Of(Find(\"a\"))» | Gallery()", "CS8620", "'Group<Photo?>'", "'ISignature<IReadOnlyList<Photo>>'")]
    [InlineData("«List(\"a\") | Find().Each()» | Gallery()", "CS8620", "'Group<Photo?>'", "'ISignature<IReadOnlyList<Photo>>'")]
    [InlineData("«(Find(\"a\"), ReadExif(photo)).Join()» | Describe()", "CS8620", "'Joined<Photo?, Exif>'", "'ISignature<(Photo, Exif)>'")]
    [InlineData("«(Find(\"a\"), LoadRaw(\"b\")).Join() | Compare()»", "CS8631", "'Demo.Photo?'", "'Demo.Photo'")]
    [InlineData("«Load(\"a\") | Guess()» | Praise()", "CS8620", "'Signature<Exif?>'", "'ISignature<Exif>'")]
    [InlineData("Guess() | «Praise()»", "CS8620", "'Signature<Exif, Unit>'", "'ISignature<Exif?, Unit>'")]
    public void IsWarnedOf(string marked, string id, string left, string right) =>
        AssertProblem(marked, DiagnosticSeverity.Warning, id, left, right);

    /// <summary>What C# does not see or says without types; the analyzers explain these.</summary>
    [Theory]
    [InlineData("(Find(\"a\"), ReadExif(photo)) | Describe()", "")]
    [InlineData("Chain.Of(Load(\"a\"), Publish())", "CS0411")]
    [InlineData("Group.Of(Load(\"a\"), ReadExif(photo))", "CS0411")]
    public void IsLeftToAnalyzers(string pipeline, string ids) =>
        Assert.Equal(ids, string.Join(" ", Pipelines.Compile(pipeline).Problems().Select(static p => p.Id)));

    private static void AssertProblem(string marked, DiagnosticSeverity severity, string id, string left, string right)
    {
        var place = marked[(marked.IndexOf('«', StringComparison.Ordinal) + 1)..marked.IndexOf('»', StringComparison.Ordinal)];
        var start = marked.IndexOf('«', StringComparison.Ordinal);
        var pipeline = marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);

        var problem = Assert.Single(Pipelines.Compile(pipeline).Problems());

        Assert.Equal((id, severity), (problem.Id, problem.Severity));
        var text = problem.Location.SourceTree!.GetText();
        Assert.Equal(place, text.ToString(problem.Location.SourceSpan));
        Assert.Equal(text.ToString().IndexOf(pipeline, StringComparison.Ordinal) + start, problem.Location.SourceSpan.Start);
        Assert.Contains(left, problem.GetMessage(), StringComparison.Ordinal);
        Assert.Contains(right, problem.GetMessage(), StringComparison.Ordinal);
    }
}
