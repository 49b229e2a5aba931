using System.Formats.Tar;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;

namespace OciImage;

/// <summary>
/// Writes an image as one file: an image layout of the Open Container Initiative (image-spec 1.0), with the list beside it by
/// which older versions of Docker read what <c>docker save</c> writes.
/// </summary>
internal static class ImageArchive
{
    private const string Program = "app/typedtasks";
    private const string Created = "1970-01-01T00:00:00Z";

    public static void Write(string program, string archive, string name)
    {
        var files = SharedLibraries.Of(program).ToDictionary(static path => path[1..], static path => path);
        files.Add(Program, program);
        var layer = Layer.Of(files);
        var configuration = Bytes(Configuration(layer));
        var manifest = Bytes(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = "application/vnd.oci.image.manifest.v1+json",
            ["config"] = Describe("application/vnd.oci.image.config.v1+json", configuration),
            ["layers"] = new JsonArray(Describe("application/vnd.oci.image.layer.v1.tar+gzip", layer.Bytes)),
        });
        var entry = Describe("application/vnd.oci.image.manifest.v1+json", manifest);
        entry["platform"] = new JsonObject { ["architecture"] = Architecture, ["os"] = "linux" };
        entry["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = name.Split(':')[^1], ["io.containerd.image.name"] = $"docker.io/library/{name}" };
        using var writer = new TarWriter(File.Create(archive), TarEntryFormat.Ustar);
        Add(writer, "oci-layout", Bytes(new JsonObject { ["imageLayoutVersion"] = "1.0.0" }));
        Add(writer, "index.json", Bytes(new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = "application/vnd.oci.image.index.v1+json", ["manifests"] = new JsonArray(entry) }));
        Add(writer, "manifest.json", Bytes(new JsonArray(new JsonObject
        {
            ["Config"] = PathOf(configuration),
            ["RepoTags"] = new JsonArray(name),
            ["Layers"] = new JsonArray(PathOf(layer.Bytes)),
        })));
        foreach (var part in new[] { configuration, manifest, layer.Bytes })
            Add(writer, PathOf(part), part);
    }

    private static string Architecture => RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";

    private static JsonObject Configuration(Layer layer) => new()
    {
        ["created"] = Created,
        ["architecture"] = Architecture,
        ["os"] = "linux",
        ["config"] = new JsonObject
        {
            ["User"] = $"{Layer.User}",
            ["ExposedPorts"] = new JsonObject { ["5672/tcp"] = new JsonObject(), ["5300/tcp"] = new JsonObject() },
            ["Volumes"] = new JsonObject { ["/data"] = new JsonObject() },
            // Within its own network; what of it others reach is for whoever runs it to say. Further options follow.
            ["Entrypoint"] = new JsonArray($"/{Program}", "emulator", "--address", "0.0.0.0", "--allow-insecure"),
            ["WorkingDir"] = "/",
        },
        ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray(layer.ContentDigest) },
        ["history"] = new JsonArray(new JsonObject { ["created"] = Created, ["created_by"] = "TypedTasks" }),
    };

    private static JsonObject Describe(string mediaType, byte[] bytes) => new() { ["mediaType"] = mediaType, ["digest"] = Digest.Of(bytes), ["size"] = bytes.Length };

    private static string PathOf(byte[] bytes) => $"blobs/{Digest.Of(bytes).Replace(':', '/')}";

    private static byte[] Bytes(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());

    private static void Add(TarWriter writer, string path, byte[] bytes) => writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path)
    {
        Mode = (UnixFileMode)0b110_100_100,
        ModificationTime = DateTimeOffset.UnixEpoch,
        DataStream = new MemoryStream(bytes),
    });
}
