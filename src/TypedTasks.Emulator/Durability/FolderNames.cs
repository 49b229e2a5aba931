using System.Runtime.InteropServices;
using System.Text;

namespace TypedTasks.Emulator.Durability;

/// <summary>Makes the names in a folder outlive a loss of power; the framework opens no folders.</summary>
internal static class FolderNames
{
    public static void Sync(string path)
    {
        // Windows has no such call: there the file system's own journal keeps names in order.
        if (OperatingSystem.IsWindows())
            return;
        var folder = Open(Encoding.UTF8.GetBytes(path + '\0'), 0);
        if (folder < 0)
            throw Failure(path);
        try
        {
            if (Sync(folder) != 0)
                throw Failure(path);
        }
        finally
        {
            _ = Close(folder);
        }
    }

    private static IOException Failure(string path) =>
        new($"The folder '{path}' could not be synced: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()).TrimEnd('.')}.");

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int file);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int file);
}
