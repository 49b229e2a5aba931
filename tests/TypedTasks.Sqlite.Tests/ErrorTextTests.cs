using Microsoft.Data.Sqlite;
using SQLitePCL;
using TypedTasks.Sqlite.Database;

namespace TypedTasks.Sqlite.Tests;

/// <summary>Faults that a test cannot bring about on every machine, and one that it can.</summary>
public sealed class ErrorTextTests : IDisposable
{
    private static readonly SqliteStoreOptions Options = new() { Path = "/data/store.db" };
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(raw.SQLITE_FULL, "The disk of the store '/data/store.db' is full. Make room; nothing that was recorded is lost.")]
    [InlineData(raw.SQLITE_READONLY, "The store '/data/store.db' is read-only. Give this user write access to the file and its folder.")]
    [InlineData(raw.SQLITE_CANTOPEN, "The store '/data/store.db' cannot be opened. Check that the folder exists and that this user may read and write the file and its folder.")]
    [InlineData(raw.SQLITE_IOERR, "The disk of the store '/data/store.db' failed (text). Check the disk; the store must not lie on a network share.")]
    [InlineData(raw.SQLITE_CONSTRAINT, "The store '/data/store.db' failed: text")]
    public void A_code_becomes_a_sentence_that_says_what_to_do(int code, string text) =>
        Assert.Equal(text, StoreErrors.Describe(new SqliteException("text", code), Options).Message);

    [Fact]
    public void A_missing_right_becomes_a_sentence_that_says_what_to_do() =>
        Assert.Equal(
            "The store '/data/store.db' cannot be created: this user may not write there. Give the user write access to the folder, or choose another one.",
            StoreErrors.Describe(new UnauthorizedAccessException(), Options).Message);

    [Fact]
    public async Task A_damaged_file_is_named_when_the_damage_is_met()
    {
        var path = folder["store.db"];
        await using (var store = new SqliteTaskStore(new() { Path = path }))
        {
            await store.OpenAsync(CancellationToken.None);
            await store.ExecuteAsync([.. Enumerable.Range(0, 4000).Select(static i => Writer.Member(i, 8000))], CancellationToken.None);
        }

        var bytes = await File.ReadAllBytesAsync(path);
        // Behind the pages of the schema, which opening reads.
        bytes.AsSpan(((bytes.Length / 4096) - 3) * 4096).Fill(0xA5);
        await File.WriteAllBytesAsync(path, bytes);
        await using var damaged = new SqliteTaskStore(new() { Path = path });
        await damaged.OpenAsync(CancellationToken.None);
        var error = await Assert.ThrowsAsync<StoreException>(() => damaged.ExecuteAsync([Writer.Member(6000, 8000)], CancellationToken.None).AsTask());
        Assert.StartsWith($"The store '{path}' is damaged (", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Restore it from a backup, or move it away to start with an empty one.", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
