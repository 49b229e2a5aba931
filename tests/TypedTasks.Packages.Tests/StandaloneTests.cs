using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using TypedTasks.Packages.Tests.Harness;

namespace TypedTasks.Packages.Tests;

/// <summary>The command as one file that needs no .NET, and as an image that needs no registry; not while the same projects are being packed.</summary>
[Collection(nameof(PackageFeed))]
public sealed partial class StandaloneTests : IDisposable
{
    private static readonly Dictionary<string, string> Key = new() { ["TYPEDTASKS_EMULATOR_KEY"] = "a-key-for-this-test" };
    private readonly TemporaryFolder folder = new();

    private string Program => folder["out/typedtasks"];

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public async Task The_command_is_one_native_file_and_the_image_holds_it_with_all_that_it_needs()
    {
        var archive = folder["typedtasks.tar"];
        await PublishAsync("native", "-t:PublishImage", $"-p:ImageArchive={archive}");
        Assert.Equal([Program], Directory.GetFileSystemEntries(Path.GetDirectoryName(Program)!));
        await ServesAsync(Program, []);

        var image = Image.Read(archive);
        Assert.Equal("1.0.0", image.Json("oci-layout").GetProperty("imageLayoutVersion").GetString());
        var manifest = image.Blob(image.Json("index.json").GetProperty("manifests")[0]);
        var configuration = image.Blob(manifest.GetProperty("config"));
        var settings = configuration.GetProperty("config");
        Assert.Equal("/app/typedtasks", settings.GetProperty("Entrypoint")[0].GetString());
        Assert.NotEqual("0", settings.GetProperty("User").GetString());
        Assert.Equal(["5300/tcp", "5672/tcp"], settings.GetProperty("ExposedPorts").EnumerateObject().Select(static port => port.Name).Order());
        var layer = image.BlobBytes(Assert.Single(manifest.GetProperty("layers").EnumerateArray()));
        var root = Directory.CreateDirectory(folder["root"]).FullName;
        var plain = Unpack(layer);
        Assert.Equal(configuration.GetProperty("rootfs").GetProperty("diff_ids")[0].GetString(), Image.Digest(plain));
        await TarFile.ExtractToDirectoryAsync(new MemoryStream(plain), root, overwriteFiles: false);
        Assert.Equal(await File.ReadAllBytesAsync(Program), await File.ReadAllBytesAsync(Path.Combine(root, "app", "typedtasks")));

        // Older versions of Docker read this list instead.
        var listed = image.Json("manifest.json")[0];
        Assert.Equal(image.Entries[listed.GetProperty("Layers")[0].GetString()!], layer);
        await ServesInAsync(root);
    }

    [SkippableFact]
    public async Task The_command_is_one_file_with_the_runtime_in_it()
    {
        await PublishAsync("true");
        Assert.Equal([Program], Directory.GetFileSystemEntries(Path.GetDirectoryName(Program)!));
        await ServesAsync(Program, []);
    }

    [SkippableFact]
    public async Task An_image_is_made_of_one_file_alone()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The image is made on Linux.");
        var result = await Command.RunAsync("dotnet", folder.Path, ["msbuild", Project, "-t:PublishImage", "-p:RuntimeIdentifier=linux-x64", "-nologo"]);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("An image holds one file for Linux: add -r linux-x64 -p:Standalone=native.", result.Output, StringComparison.Ordinal);
    }

    private static string Project => Repository.At("src/TypedTasks.Cli");

    private async Task PublishAsync(string kind, params string[] more)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64, "The command as one file is tested on linux-x64.");
        var publish = await Command.RunAsync(
            "dotnet",
            folder.Path,
            ["publish", Project, "-c", "Release", "-r", "linux-x64", $"-p:Standalone={kind}", "-o", Path.GetDirectoryName(Program)!, "-tl:off", .. more]);
        Skip.If(NoPackage().IsMatch(publish.Output), "The packages of the native compiler or of the runtime cannot be restored.");
        publish.Succeeded();
        Assert.Empty(Warning().Matches(publish.Output).Select(static match => match.Value).Distinct());
    }

    /// <summary>Without a registry nobody runs containers here: the system's own root for one process is as near as it gets.</summary>
    private async Task ServesInAsync(string root)
    {
        Directory.CreateDirectory(Path.Combine(root, "dev"));
        var made = File.Exists("/usr/sbin/chroot") && (await Command.RunAsync("mknod", root, ["-m", "666", Path.Combine(root, "dev", "urandom"), "c", "1", "9"])).ExitCode == 0;
        Skip.IfNot(made, "The image was read, and not started: only root can change the root of a process.");
        await ServesAsync("/usr/sbin/chroot", ["--userspec=1654:1654", root, "/app/typedtasks"]);
    }

    private async Task ServesAsync(string program, string[] arguments)
    {
        await using var service = Service.Start(program, folder.Path, [.. arguments, "emulator", "--port", "0", "--queue", "orders"], Key);
        await service.LineAsync("Listening on");
        var address = (await service.LineAsync("Explorer")).Split(' ')[^1];
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        Assert.Contains("\"healthy\"", await http.GetStringAsync("health"), StringComparison.Ordinal);
        Assert.Equal(401, (int)(await http.GetAsync("orders")).StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, "orders");
        request.Headers.TryAddWithoutValidation("Authorization", Token(address));
        var answer = await http.SendAsync(request);
        Assert.Contains("<QueueDescription", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string Token(string address)
    {
        var (resource, expiry) = (Uri.EscapeDataString(address), DateTimeOffset.UtcNow.AddMinutes(10).ToUnixTimeSeconds());
        var signature = HMACSHA256.HashData("a-key-for-this-test"u8, System.Text.Encoding.UTF8.GetBytes($"{resource}\n{expiry}"));
        return $"SharedAccessSignature sr={resource}&sig={Uri.EscapeDataString(Convert.ToBase64String(signature))}&se={expiry}&skn=RootManageSharedAccessKey";
    }

    private static byte[] Unpack(byte[] layer)
    {
        using var plain = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(layer), CompressionMode.Decompress);
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    [GeneratedRegex(@"error NU\d+.*(ILCompiler|Microsoft\.NETCore\.App|ILLink)")]
    private static partial Regex NoPackage();

    [GeneratedRegex(@"(warning|error) [A-Z]+\d+:[^\n]*")]
    private static partial Regex Warning();

    /// <summary>An image as one file.</summary>
    private sealed record Image(IReadOnlyDictionary<string, byte[]> Entries)
    {
        public static Image Read(string archive)
        {
            var entries = new Dictionary<string, byte[]>();
            using var reader = new TarReader(File.OpenRead(archive));
            while (reader.GetNextEntry() is { } entry)
            {
                using var bytes = new MemoryStream();
                entry.DataStream!.CopyTo(bytes);
                entries.Add(entry.Name, bytes.ToArray());
            }

            return new(entries);
        }

        public static string Digest(byte[] bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";

        public JsonElement Json(string path) => JsonDocument.Parse(Entries[path]).RootElement;

        public JsonElement Blob(JsonElement description) => JsonDocument.Parse(BlobBytes(description)).RootElement;

        public byte[] BlobBytes(JsonElement description)
        {
            var digest = description.GetProperty("digest").GetString()!;
            var bytes = Entries[$"blobs/{digest.Replace(':', '/')}"];
            Assert.Equal((digest, description.GetProperty("size").GetInt64()), (Digest(bytes), bytes.Length));
            return bytes;
        }
    }
}
