using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests.Composition;

/// <summary>Pipelines that compile without a warning, and the type of each.</summary>
public class RightPipelines
{
    [Theory]
    // Single calls.
    [InlineData("Load(\"a\")", "Signature<Photo>")]
    [InlineData("Load()", "Signature<string, Photo>")]
    [InlineData("Resize(photo, 200)", "Signature<Thumbnail>")]
    [InlineData("Resize(200)", "Signature<Photo, Thumbnail>")]
    [InlineData("Resize(width: 200)", "Signature<Photo, Thumbnail>")]
    [InlineData("Resize()", "Signature<(Photo, int), Thumbnail>")]
    [InlineData("MakeCard()", "Signature<(Thumbnail, Exif), Card>")]
    [InlineData("Clean()", "Signature<Unit>")]
    [InlineData("Notify(\"done\")", "Signature<Unit>")]
    [InlineData("Notify(channel: \"ops\")", "Signature<string, Unit>")]
    [InlineData("Add(1, 2)", "Signature<int>")]
    [InlineData("Add(2)", "Signature<int, int>")]
    // Sequences.
    [InlineData("Load(\"a\") | Resize(200)", "ISignature<Thumbnail>")]
    [InlineData("Load() | Resize(200)", "ISignature<string, Thumbnail>")]
    [InlineData("Load(\"a\") | Describe(exif).Then(Publish())", "ISignature<Unit>")]
    [InlineData("Load() | Describe(exif) | Publish()", "ISignature<string, Unit>")]
    [InlineData("LoadRaw(\"a\") | ReadExif()", "ISignature<Exif>")]
    [InlineData("Load(\"a\") | Measure() | Area()", "ISignature<int>")]
    [InlineData("Load(\"a\").Then(Resize(200))", "ISignature<Thumbnail>")]
    [InlineData("Load().Then(Resize(200))", "ISignature<string, Thumbnail>")]
    [InlineData("Chain.Of(Load(\"a\"), Resize(200))", "ISignature<Thumbnail>")]
    [InlineData("Chain.Of(Load(), Describe(exif), Publish())", "ISignature<string, Unit>")]
    [InlineData("Chain.Of(Load(\"a\"), Describe(exif), Publish())", "ISignature<Unit>")]
    // The result is ignored.
    [InlineData("Clean() >> Load(\"a\")", "ISignature<Photo>")]
    [InlineData("Load() >> Clean()", "ISignature<string, Unit>")]
    [InlineData("Clean() >> Load(\"a\") | Resize(200)", "ISignature<Thumbnail>")]
    [InlineData("Load(\"a\") | Resize(200) >> Clean()", "ISignature<Unit>")]
    [InlineData("(Load(\"a\"), Clean()) >> Clean()", "ISignature<Unit>")]
    [InlineData("Clean() >> (Load(\"a\"), Clean())", "Joined<Photo, Unit>")]
    [InlineData("Load() >> (Load(\"a\"), Clean())", "JoinedFrom<string, Photo, Unit>")]
    [InlineData("Clean().ThenIgnoringResult(Load(\"a\"))", "ISignature<Photo>")]
    [InlineData("Clean() >> Group.Of(Load(\"a\"), Load(\"b\"))", "IGroup<Photo>")]
    // Tuples.
    [InlineData("(Resize(photo, 1), ReadExif(photo)) | MakeCard()", "ISignature<Card>")]
    [InlineData("Load(\"a\") | (Resize(200), ReadExif())", "Joined<Thumbnail, Exif>")]
    [InlineData("Load(\"a\") | (Resize(200), ReadExif()) | MakeCard()", "ISignature<Card>")]
    [InlineData("Load() | (Resize(200), ReadExif()) | MakeCard()", "ISignature<string, Card>")]
    [InlineData("(Resize(200), ReadExif()) | MakeCard()", "ISignature<Photo, Card>")]
    [InlineData("Load(\"a\") | (Signature.Pass<Photo>(), ReadExif()) | Describe()", "ISignature<Card>")]
    [InlineData("LoadRaw(\"a\") | (Signature.Pass<RawPhoto>(), ReadExif()) | Describe()", "ISignature<Card>")]
    [InlineData("LoadRaw() | (Signature.Pass<RawPhoto>(), ReadExif()) | Describe()", "ISignature<string, Card>")]
    [InlineData("(Load(\"a\"), Load(\"b\")).Join() >> Clean()", "ISignature<Unit>")]
    [InlineData("Load(\"a\") | ((Resize(1), ReadExif()).Join() | MakeCard(), ReadExif())", "Joined<Card, Exif>")]
    [InlineData("Load(\"a\") | ((Resize(1), ReadExif()) | MakeCard(), ReadExif())", "Joined<Card, Exif>")]
    [InlineData("(LoadRaw(\"a\"), ReadExif(photo)) | Describe()", "ISignature<Card>")]
    [InlineData("(LoadRaw(\"a\"), ReadExif(photo)).Join() | Describe()", "ISignature<Card>")]
    // Groups.
    [InlineData("Group.Of(Load(\"a\"), Load(\"b\"))", "IGroup<Photo>")]
    [InlineData("Group.Of(Load(\"a\"), LoadRaw(\"b\"))", "IGroup<Photo>")]
    [InlineData("Group.Of<Photo>(Load(\"a\"), LoadRaw(\"b\"))", "IGroup<Photo>")]
    [InlineData("Group.Of<Photo>()", "IGroup<Photo>")]
    [InlineData("Group.Of(Load(\"a\"))", "IGroup<Photo>")]
    [InlineData("Group.Of(paths.Select(p => Load(p)))", "IGroup<Photo>")]
    [InlineData("Group.Of(paths.Select(Load))", "IGroup<Photo>")]
    [InlineData("Group.Of(paths.Select(p => Load(p))) | Gallery()", "ISignature<Sheet>")]
    [InlineData("Group.Of(paths.Select(p => LoadRaw(p))) | Gallery()", "ISignature<Sheet>")]
    [InlineData("Group.Of(paths.Select(p => LoadRaw(p))) | Count()", "ISignature<int>")]
    [InlineData("Group.Of(paths.Select(p => Load(p) | (Resize(200), ReadExif()) | MakeCard())) | ContactSheet()", "ISignature<Sheet>")]
    [InlineData("Load(\"a\") | Group.Of(ReadExif(), ReadExif())", "IGroup<Exif>")]
    [InlineData("Load() | Group.Of(ReadExif(), ReadExif())", "IGroup<string, Exif>")]
    [InlineData("Group.Of(Group.Of(Load(\"a\")), Group.Of(Load(\"b\")))", "IGroup<IReadOnlyList<Photo>>")]
    [InlineData("Group.Of(Group.Of(Add(1, 2)) | Sum(), Add(3, 4)) | Sum()", "ISignature<int>")]
    // One step per element.
    [InlineData("List(\"a\") | Load().Each()", "IGroup<Photo>")]
    [InlineData("List() | Load().Each()", "IGroup<string, Photo>")]
    [InlineData("List(\"a\") | Load().Each() | Gallery()", "ISignature<Sheet>")]
    [InlineData("LoadAll(\"a\") | ReadExif().Each()", "IGroup<Exif>")]
    [InlineData("Group.Of(Load(\"a\")) | Resize(200).Each()", "IGroup<Thumbnail>")]
    [InlineData("List(\"a\") | (Load() | (Resize(200), ReadExif()) | MakeCard()).Each() | ContactSheet()", "ISignature<Sheet>")]
    // Options keep the type.
    [InlineData("Resize(200).WithRetry(5)", "Signature<Photo, Thumbnail>")]
    [InlineData("Load(\"a\").OnQueue(\"io\").WithTimeout(TimeSpan.FromSeconds(1)) | Resize(200).WithRetry(p => p.RetryOn<TimeoutException>())", "ISignature<Thumbnail>")]
    [InlineData("(Load(\"a\") | Resize(200)).WithId(\"x\").Named(\"y\")", "ISignature<Thumbnail>")]
    [InlineData("(Resize(200), ReadExif()).Join().OnQueue(\"cpu\") | MakeCard()", "ISignature<Photo, Card>")]
    [InlineData("List(\"a\") | Load().WithDelay(TimeSpan.FromSeconds(1)).Each() | Gallery().At(DateTimeOffset.MaxValue)", "ISignature<Sheet>")]
    // Running.
    [InlineData("await client.EnqueueAsync(Load(\"a\") | Resize(200))", "TaskHandle<Thumbnail>")]
    [InlineData("await client.EnqueueAsync(Load(\"a\") | (Resize(200), ReadExif()))", "TaskHandle<(Thumbnail, Exif)>")]
    [InlineData("await client.EnqueueAsync(Group.Of(Load(\"a\")))", "TaskHandle<IReadOnlyList<Photo>>")]
    public void Compiles(string pipeline, string type)
    {
        var compilation = Pipelines.Compile(pipeline);

        Assert.Empty(compilation.Problems());
        Assert.Equal(type, Pipelines.TypeOfResult(compilation));
    }
}
