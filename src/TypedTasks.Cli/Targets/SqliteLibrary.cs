using System.Runtime.InteropServices;

namespace TypedTasks.Cli.Targets;

/// <summary>
/// SQLite itself. The tool brings it along; the command as one file, which may hold no other, takes that of the system.
/// </summary>
internal static class SqliteLibrary
{
    private static readonly string[] Names = OperatingSystem.IsWindows() ? ["winsqlite3"] : OperatingSystem.IsMacOS() ? ["libsqlite3.dylib"] : ["libsqlite3.so.0", "libsqlite3.so"];
    private static int isSet;

    /// <summary>Lets SQLite be found.</summary>
    public static void Find()
    {
        if (Interlocked.Exchange(ref isSet, 1) == 0)
            NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, Resolve);
    }

    private static nint Resolve(string name, System.Reflection.Assembly assembly, DllImportSearchPath? path)
    {
        if (NativeLibrary.TryLoad(name, assembly, path, out var own))
            return own;
        foreach (var candidate in Names)
        {
            if (NativeLibrary.TryLoad(candidate, out var found))
                return found;
        }

        throw new NotReachableException("SQLite is not on this system, and the command as one file does not hold it: install it (on Debian and Ubuntu the package libsqlite3-0), or use the command as a .NET tool.");
    }
}
