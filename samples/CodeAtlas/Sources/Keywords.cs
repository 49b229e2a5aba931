using System.Collections.Frozen;

namespace CodeAtlas;

/// <summary>Words that languages keep for themselves. Families share a set: a keyword of a cousin is rarely a good name.</summary>
internal static class Keywords
{
    public static readonly FrozenSet<string> CFamily = Set("""
        abstract alignas alignof and as assert async auto await base become bool boolean break byte case catch chan char
        checked class concept const constexpr consteval constinit continue crate debugger decimal decltype declare default
        defer def del delegate delete do double dyn each echo else elseif enum event explicit export extends extension
        extern fallthrough false field file final finally fixed float fn for foreach friend from fun func function get global
        go goto guard if impl implements implicit import in include init inline inout instanceof int int8 int16 int32 int64
        interface internal into is keyof let lock long loop map match mod module move mut mutable namespace native new
        nil noexcept not null nullptr object operator or out override package params partial pass pin private protected protocol
        pub public range readonly record ref register reinterpret_cast require required return sbyte scoped sealed select
        self set short signed sizeof stackalloc static static_cast std str strictfp string struct super switch synchronized
        template this throw throws trait transient true try type typedef typeid typename typeof uint undefined ulong
        unchecked union unknown unmanaged unsafe unsigned use ushort using val value var virtual void volatile where while
        with yield when nameof notnull never any number symbol any Self None Some Ok Err String
        """);

    public static readonly FrozenSet<string> Python = Set("""
        False None True and as assert async await begin break case class continue def del do elif else elsif end ensure except
        finally for from global if import in is lambda match module nil nonlocal not or pass raise redo require rescue retry
        return self super then true false try unless until when while with yield int str bool float list dict set tuple
        """);

    public static readonly FrozenSet<string> Functional = Set("""
        abstract and as assert base begin class default do done downto elif else end exception extern false finally for fun
        function global if in inherit inline interface internal lazy let match member module mutable namespace new not null of
        open or override private public rec return static struct then to true try type upcast use val void when where while
        with yield Dim As Sub Function End If Then Else ElseIf For Each Next While Do Loop Return Public Private Shared ByVal
        ByRef New Nothing True False Imports Class Module Namespace Property Get Set And Or Not AndAlso OrElse Is IsNot Of
        data instance deriving case forall import qualified defmodule def defp fn int string bool float unit
        """);

    public static readonly FrozenSet<string> Shell = Set("""
        if then else elif fi for while until do done case esac in function select time return exit export local readonly
        declare shift set unset source echo printf cd true false test read eval exec trap break continue param process begin
        end foreach throw try catch finally dev null
        """);

    public static readonly FrozenSet<string> Sql = Set("""
        SELECT FROM WHERE AND OR NOT NULL INSERT INTO VALUES UPDATE SET DELETE CREATE TABLE VIEW INDEX DROP ALTER ADD COLUMN
        PRIMARY KEY FOREIGN REFERENCES UNIQUE DEFAULT JOIN LEFT RIGHT INNER OUTER ON AS GROUP BY ORDER HAVING LIMIT OFFSET
        UNION ALL DISTINCT CASE WHEN THEN ELSE END IF EXISTS IN IS LIKE BETWEEN BEGIN COMMIT ROLLBACK INTEGER TEXT VARCHAR
        select from where and or not null insert into values update set delete create table view index drop alter add column
        primary key foreign references unique default join left right inner outer on as group by order having limit offset
        union all distinct case when then else end if exists in is like between begin commit rollback integer text varchar
        """);

    private static FrozenSet<string> Set(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
