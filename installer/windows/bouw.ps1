<#
.SYNOPSIS
Bouwt op Windows wat van Expertteam wordt uitgegeven: een msi en een draagbaar zipbestand, ondertekend, met lijst van
onderdelen en controlesommen.

.DESCRIPTION
Nodig: Python (zie pyproject.toml), WiX 3.14 en signtool uit de Windows SDK. Alle drie staan al op een gewone
bouwmachine; dit script haalt zelf niets op. De enige stap die een pakketregister vraagt is `dev.py build`, met
vastgelegde versies en controlesommen.

Het certificaat staat in de opslag van Windows of op een token; hier komt alleen zijn vingerafdruk.

.EXAMPLE
./installer/windows/bouw.ps1 -Vingerafdruk $vingerafdruk -Tijdstempel $adres

.EXAMPLE
./installer/windows/bouw.ps1 -ZonderHandtekening
#>
[CmdletBinding(DefaultParameterSetName = 'Uitgifte')]
param(
    # De vingerafdruk (SHA-1) van het certificaat waarmee wordt ondertekend.
    [Parameter(Mandatory, ParameterSetName = 'Uitgifte')]
    [ValidatePattern('^[0-9A-Fa-f]{40}$')]
    [string] $Vingerafdruk,

    # Het adres van de tijdstempeldienst die bij het certificaat hoort (RFC 3161).
    [Parameter(Mandatory, ParameterSetName = 'Uitgifte')]
    [ValidateNotNullOrEmpty()]
    [string] $Tijdstempel,

    # Alleen om te proberen: wat zo is gebouwd mag niet worden uitgegeven.
    [Parameter(Mandatory, ParameterSetName = 'Proef')]
    [switch] $ZonderHandtekening,

    # De map met candle.exe en light.exe.
    [string] $Wix = (Join-Path "$env:WIX" 'bin'),

    # signtool.exe, als dat niet in het pad staat.
    [string] $Signtool = 'signtool.exe',

    # De map waarin de uitgifte komt.
    [string] $Naar = 'dist/uitgifte'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$Wortel = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
Set-Location $Wortel

function Invoke-Stap {
    # Voert een programma uit en stopt als dat niet goed gaat.
    param([string] $Wat, [string] $Programma, [string[]] $Woorden)
    Write-Host "== $Wat"
    & $Programma @Woorden
    if ($LASTEXITCODE -ne 0) { throw "$Wat is niet gelukt (code $LASTEXITCODE)." }
}

function Invoke-Tekenen {
    # Zet de handtekening op bestanden, vijftig tegelijk, en controleert die.
    param([string[]] $Bestanden)
    for ($i = 0; $i -lt $Bestanden.Count; $i += 50) {
        $deel = @($Bestanden[$i..([Math]::Min($i + 49, $Bestanden.Count - 1))])
        $woorden = @('sign', '/q', '/sha1', $Vingerafdruk, '/fd', 'SHA256', '/tr', $Tijdstempel, '/td', 'SHA256', '/d', 'Expertteam')
        Invoke-Stap "Ondertekenen ($($i + $deel.Count) van $($Bestanden.Count))" $Signtool ($woorden + $deel)
        Invoke-Stap 'Handtekeningen controleren' $Signtool (@('verify', '/q', '/pa', '/all', '/tw') + $deel)
    }
}

$Programmamap = Join-Path $Wortel 'dist/expertteam'
$Opdracht = Join-Path $Programmamap 'expertteam-opdracht.exe'
$Werk = Join-Path $Wortel 'build/windows'
$Pictogram = Join-Path $Wortel 'build/pictogram/expertteam.ico'
$Uitgifte = if ([IO.Path]::IsPathRooted($Naar)) { $Naar } else { Join-Path $Wortel $Naar }
foreach ($map in @($Werk, $Uitgifte)) {
    if (Test-Path $map) { Remove-Item $map -Recurse -Force }
    New-Item $map -ItemType Directory | Out-Null
}

# 1. Bouwen; dev.py laat het gebouwde programma zichzelf testen, ook draagbaar.
Invoke-Stap 'Bouwen' 'python' @('dev.py', 'build')
$Versie = ((& $Opdracht '--version') -split ' ')[-1]
$Naam = "expertteam-$Versie-windows-x64"

# 2. Alles ondertekenen wat Windows kan uitvoeren, ook wat anderen al tekenden: een regel op uitgever dekt dan alles.
Invoke-Stap 'Lijst om te ondertekenen' 'python' @('installer/windows/tekenlijst.py', $Programmamap, '--naar', "$Werk/tekenlijst.txt")
if (-not $ZonderHandtekening) {
    Invoke-Tekenen @(Get-Content "$Werk/tekenlijst.txt" -Encoding utf8)
    Invoke-Stap 'Is alles ondertekend?' 'python' @('installer/windows/tekenlijst.py', $Programmamap, '--getekend')
    Invoke-Stap 'Zelftest na het ondertekenen' $Opdracht @('--zelftest')
}

# 3. De msi.
Invoke-Stap 'Bestandenlijst van de msi' 'python' @('installer/windows/bestanden.py', $Programmamap, '--naar', $Werk)
$woorden = @('-nologo', '-wx', '-arch', 'x64', "-I$Werk", "-dDist=$Programmamap", "-dPictogram=$Pictogram", '-ext', 'WixUtilExtension', '-out', "$Werk\")
Invoke-Stap 'Vertalen' (Join-Path $Wix 'candle.exe') ($woorden + @('installer/windows/expertteam.wxs', "$Werk/bestanden.wxs"))
$Msi = Join-Path $Uitgifte "$Naam.msi"
$woorden = @('-nologo', '-spdb', '-dcl:high', '-cultures:nl-NL;en-US', '-ext', 'WixUtilExtension', '-out', $Msi)
Invoke-Stap 'Samenstellen en keuren' (Join-Path $Wix 'light.exe') ($woorden + @("$Werk/expertteam.wixobj", "$Werk/bestanden.wixobj"))
if (-not $ZonderHandtekening) { Invoke-Tekenen @($Msi) }

# 4. Het draagbare zipbestand, uitgepakt en geprobeerd zoals een gebruiker het krijgt.
$Zip = Join-Path $Uitgifte "$Naam-draagbaar.zip"
Invoke-Stap 'Draagbaar zipbestand' 'python' @('installer/windows/zip_maken.py', $Programmamap, '--naar', $Zip)
Expand-Archive -Path $Zip -DestinationPath "$Werk/uitgepakt"
if (-not (Test-Path "$Werk/uitgepakt/Expertteam/.portable")) { throw 'Het kenteken .portable ontbreekt in het zipbestand.' }
Invoke-Stap 'Zelftest van het draagbare programma' "$Werk/uitgepakt/Expertteam/expertteam-opdracht.exe" @('--zelftest')

# 5. Wat ernaast hoort.
Copy-Item (Join-Path $Programmamap 'onderdelen.cdx.json') (Join-Path $Uitgifte "$Naam-onderdelen.cdx.json")
Copy-Item (Join-Path $Wortel 'installer/README.md') (Join-Path $Uitgifte 'LEES-MIJ-beheerder.md')
Invoke-Stap 'Controlesommen' 'python' @('installer/controlesommen.py', $Uitgifte)
if ($ZonderHandtekening) { Write-Warning 'Niet ondertekend: dit is een proef en mag niet worden uitgegeven.' }
