using System.Text.Json.Serialization;
using AotSmoke;
using TypedTasks;

[assembly: TaskJsonContext(typeof(AppJson))]

namespace AotSmoke;

/// <summary>The types that travel; lists and tuples of them need no line here.</summary>
[JsonSerializable(typeof(Photo))]
[JsonSerializable(typeof(Thumbnail))]
[JsonSerializable(typeof(Exif))]
[JsonSerializable(typeof(Card))]
internal sealed partial class AppJson : JsonSerializerContext;
