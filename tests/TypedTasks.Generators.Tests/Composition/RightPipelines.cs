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
    [InlineData("Load(\"a\") | Resize(200)", "Signature<Thumbnail>")]
    [InlineData("Load() | Resize(200)", "Signature<string, Thumbnail>")]
    [InlineData("Load(\"a\") | Describe(exif).Then(Publish())", "Signature<Unit>")]
    [InlineData("Load() | Describe(exif) | Publish()", "Signature<string, Unit>")]
    [InlineData("LoadRaw(\"a\") | ReadExif()", "Signature<Exif>")]
    [InlineData("Load(\"a\") | Measure() | Area()", "Signature<int>")]
    [InlineData("Load(\"a\").Then(Resize(200))", "Signature<Thumbnail>")]
    [InlineData("Load().Then(Resize(200))", "Signature<string, Thumbnail>")]
    [InlineData("Chain.Of(Load(\"a\"), Resize(200))", "Signature<Thumbnail>")]
    [InlineData("Chain.Of(Load(), Describe(exif), Publish())", "Signature<string, Unit>")]
    [InlineData("Chain.Of(Load(\"a\"), Describe(exif), Publish())", "Signature<Unit>")]
    [InlineData("Load(\"a\") | Guess()", "Signature<Exif?>")]
    [InlineData("Load() | Guess()", "Signature<string, Exif?>")]
    [InlineData("Find(\"a\") | Signature.Pass<Photo?>()", "Signature<Photo?>")]
    [InlineData("paths.Aggregate(Load(\"a\"), (flow, _) => flow | Turn())", "Signature<Photo>")]
    [InlineData("paths.Aggregate(Turn(), (flow, _) => flow | Turn())", "Signature<Photo, Photo>")]
    [InlineData("paths.Aggregate(Load(\"a\"), (flow, _) => flow.Then(Turn()))", "Signature<Photo>")]
    [InlineData("paths.Aggregate(Turn(), (flow, _) => flow.Then(Turn()))", "Signature<Photo, Photo>")]
    [InlineData("paths.Aggregate(Load(\"a\"), (flow, p) => flow >> Load(p))", "Signature<Photo>")]
    [InlineData("paths.Aggregate(Group.Of(Load(\"a\")), (group, _) => group | Turn().Each())", "Group<Photo>")]
    // The result is ignored.
    [InlineData("Clean() >> Load(\"a\")", "Signature<Photo>")]
    [InlineData("Load() >> Clean()", "Signature<string, Unit>")]
    [InlineData("Clean() >> Load(\"a\") | Resize(200)", "Signature<Thumbnail>")]
    [InlineData("Load(\"a\") | Resize(200) >> Clean()", "Signature<Unit>")]
    [InlineData("(Load(\"a\"), Clean()) >> Clean()", "Signature<Unit>")]
    [InlineData("Clean() >> (Load(\"a\"), Clean())", "Joined<Photo, Unit>")]
    [InlineData("Load() >> (Load(\"a\"), Clean())", "JoinedFrom<string, Photo, Unit>")]
    [InlineData("Clean().ThenIgnoringResult(Load(\"a\"))", "Signature<Photo>")]
    [InlineData("Clean() >> Group.Of(Load(\"a\"), Load(\"b\"))", "Group<Photo>")]
    // Tuples.
    [InlineData("(Resize(photo, 1), ReadExif(photo)) | MakeCard()", "Signature<Card>")]
    [InlineData("Load(\"a\") | (Resize(200), ReadExif())", "Joined<Thumbnail, Exif>")]
    [InlineData("Load(\"a\") | (Resize(200), ReadExif()) | MakeCard()", "Signature<Card>")]
    [InlineData("Load() | (Resize(200), ReadExif()) | MakeCard()", "Signature<string, Card>")]
    [InlineData("(Resize(200), ReadExif()) | MakeCard()", "Signature<Photo, Card>")]
    [InlineData("Load(\"a\") | (Signature.Pass<Photo>(), ReadExif()) | Describe()", "Signature<Card>")]
    [InlineData("LoadRaw(\"a\") | (Signature.Pass<RawPhoto>(), ReadExif()) | Describe()", "Signature<Card>")]
    [InlineData("LoadRaw() | (Signature.Pass<RawPhoto>(), ReadExif()) | Describe()", "Signature<string, Card>")]
    [InlineData("(Load(\"a\"), Load(\"b\")).Join() >> Clean()", "Signature<Unit>")]
    [InlineData("Load(\"a\") | ((Resize(1), ReadExif()).Join() | MakeCard(), ReadExif())", "Joined<Card, Exif>")]
    [InlineData("Load(\"a\") | ((Resize(1), ReadExif()) | MakeCard(), ReadExif())", "Joined<Card, Exif>")]
    [InlineData("(LoadRaw(\"a\"), ReadExif(photo)) | Describe()", "Signature<Card>")]
    [InlineData("(LoadRaw(\"a\"), ReadExif(photo)).Join() | Describe()", "Signature<Card>")]
    // Groups.
    [InlineData("Group.Of(Load(\"a\"), Load(\"b\"))", "Group<Photo>")]
    [InlineData("Group.Of(Load(\"a\"), LoadRaw(\"b\"))", "Group<Photo>")]
    [InlineData("Group.Of<Photo>(Load(\"a\"), LoadRaw(\"b\"))", "Group<Photo>")]
    [InlineData("Group.Of<Photo>()", "Group<Photo>")]
    [InlineData("Group.Of(Load(\"a\"))", "Group<Photo>")]
    [InlineData("Group.Of(paths.Select(p => Load(p)))", "Group<Photo>")]
    [InlineData("Group.Of(paths.Select(Load))", "Group<Photo>")]
    [InlineData("Group.Of(paths.Select(p => Load(p))) | Gallery()", "Signature<Sheet>")]
    [InlineData("Group.Of(paths.Select(p => LoadRaw(p))) | Gallery()", "Signature<Sheet>")]
    [InlineData("Group.Of(paths.Select(p => LoadRaw(p))) | Count()", "Signature<int>")]
    [InlineData("Group.Of(paths.Select(p => Load(p) | (Resize(200), ReadExif()) | MakeCard())) | ContactSheet()", "Signature<Sheet>")]
    [InlineData("Load(\"a\") | Group.Of(ReadExif(), ReadExif())", "Group<Exif>")]
    [InlineData("Load() | Group.Of(ReadExif(), ReadExif())", "Group<string, Exif>")]
    [InlineData("Group.Of(Group.Of(Load(\"a\")), Group.Of(Load(\"b\")))", "Group<IReadOnlyList<Photo>>")]
    [InlineData("Group.Of(Group.Of(Add(1, 2)) | Sum(), Add(3, 4)) | Sum()", "Signature<int>")]
    // One step per element.
    [InlineData("List(\"a\") | Load().Each()", "Group<Photo>")]
    [InlineData("List() | Load().Each()", "Group<string, Photo>")]
    [InlineData("List(\"a\") | Load().Each() | Gallery()", "Signature<Sheet>")]
    [InlineData("LoadAll(\"a\") | ReadExif().Each()", "Group<Exif>")]
    [InlineData("Group.Of(Load(\"a\")) | Resize(200).Each()", "Group<Thumbnail>")]
    [InlineData("List(\"a\") | (Load() | (Resize(200), ReadExif()) | MakeCard()).Each() | ContactSheet()", "Signature<Sheet>")]
    // Options keep the type.
    [InlineData("Resize(200).WithRetry(5)", "Signature<Photo, Thumbnail>")]
    [InlineData("Load(\"a\").OnQueue(\"io\").WithTimeout(TimeSpan.FromSeconds(1)) | Resize(200).WithRetry(p => p.RetryOn<TimeoutException>())", "Signature<Thumbnail>")]
    [InlineData("(Load(\"a\") | Resize(200)).WithId(\"x\").Named(\"y\")", "Signature<Thumbnail>")]
    [InlineData("(Resize(200), ReadExif()).Join().OnQueue(\"cpu\") | MakeCard()", "Signature<Photo, Card>")]
    [InlineData("List(\"a\") | Load().WithDelay(TimeSpan.FromSeconds(1)).Each() | Gallery().At(DateTimeOffset.MaxValue)", "Signature<Sheet>")]
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
