using System.Text.Json.Serialization;
using TypedTasks;

[assembly: TaskJsonContext(typeof(CodeAtlas.AtlasJson))]

namespace CodeAtlas;

/// <summary>Every type that travels between the stages.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(IReadOnlyList<DirectoryListing>))]
[JsonSerializable(typeof(IReadOnlyList<FileEntry>))]
[JsonSerializable(typeof(SourceFile))]
[JsonSerializable(typeof(LineCount))]
[JsonSerializable(typeof(Identifiers))]
[JsonSerializable(typeof(CodeBlock))]
[JsonSerializable(typeof(IReadOnlyList<FileCard>))]
[JsonSerializable(typeof(IReadOnlyList<DirectorySummary>))]
[JsonSerializable(typeof(AtlasSummary))]
internal sealed partial class AtlasJson : JsonSerializerContext;
