using TypedTasks;
using static Diagram.Photos.Tasks;

// A pipeline is a value: it can be drawn before anything runs. Put the text between ```mermaid fences of a page.
var album = List("summer")
    | (Load() | (Resize(width: 200), ReadExif()) | MakeCard()).Each(maxParallelism: 10).Settled()
    | Publish();
Console.WriteLine(album.ToMermaid());
