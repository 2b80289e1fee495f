<#
.SYNOPSIS
Laat de msi zijn leven leiden op een schone Windows: stil zetten, gebruiken, sluiten en weghalen; de gegevens blijven.

.DESCRIPTION
Start dit als beheerder op een machine waar Expertteam niet op staat. Het script maakt een map met gegevens aan alsof
een gebruiker dat deed, en haalt die aan het eind zelf weer weg.

.EXAMPLE
./installer/windows/proef.ps1 -Msi (Get-Item dist/uitgifte/*.msi)
#>
param(
    [Parameter(Mandatory)]
    [string] $Msi
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$Map = Join-Path $env:ProgramFiles 'Expertteam'
$Gegevens = Join-Path $env:LOCALAPPDATA 'Expertteam'
$Snelkoppeling = Join-Path $env:ProgramData 'Microsoft/Windows/Start Menu/Programs/Expertteam.lnk'
$Sleutel = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\*'
$Msi = (Resolve-Path $Msi).Path

function Invoke-Msi {
    param([string] $Hoe)
    $verslag = Join-Path ([IO.Path]::GetTempPath()) "expertteam$Hoe.log"
    $klaar = Start-Process msiexec.exe -ArgumentList "/$Hoe `"$Msi`" /qn /norestart /l*v `"$verslag`"" -Wait -PassThru
    if ($klaar.ExitCode -ne 0) { throw "msiexec /$Hoe gaf code $($klaar.ExitCode); zie $verslag." }
}

function Assert-Zo {
    param([bool] $Zo, [string] $Woorden)
    if (-not $Zo) { throw "NIET GOED: $Woorden" }
    Write-Host "goed  $Woorden"
}

Assert-Zo (-not (Test-Path $Map)) 'Expertteam staat nog niet op deze computer'
Assert-Zo (-not (Test-Path $Gegevens)) 'er zijn nog geen gegevens van een gebruiker'
Invoke-Msi 'i'
try {
    Assert-Zo (Test-Path (Join-Path $Map 'expertteam.exe')) 'het programma staat in Program Files'
    Assert-Zo (Test-Path $Snelkoppeling) 'de snelkoppeling staat in het menu Start'
    $vermeld = @(Get-ItemProperty $Sleutel | Where-Object { $_.PSObject.Properties['DisplayName'] -and $_.DisplayName -eq 'Expertteam' })
    Assert-Zo ($vermeld.Count -eq 1) 'het staat een keer bij de programma''s van Windows'
    & (Join-Path $Map 'expertteam-opdracht.exe') '--zelftest'
    Assert-Zo ($LASTEXITCODE -eq 0) 'de zelftest is goed vanuit Program Files'

    $venster = Start-Process (Join-Path $Map 'expertteam.exe') -PassThru
    for ($i = 0; $i -lt 60 -and -not (Test-Path $Gegevens); $i++) { Start-Sleep -Milliseconds 500 }
    Assert-Zo (Test-Path $Gegevens) 'het venster bewaart zijn gegevens bij de gebruiker'
    Set-Content (Join-Path $Gegevens 'blijft.txt') 'van de gebruiker'
    Assert-Zo (-not $venster.HasExited) 'het venster staat open bij het weghalen'
}
finally {
    Invoke-Msi 'x'
}
Assert-Zo ($venster.WaitForExit(30000)) 'weghalen sluit het venster'
Assert-Zo (-not (Test-Path $Map)) 'van het programma blijft niets achter'
Assert-Zo (-not (Test-Path $Snelkoppeling)) 'de snelkoppeling is weg'
Assert-Zo (Test-Path (Join-Path $Gegevens 'blijft.txt')) 'de gegevens van de gebruiker staan er nog'
Remove-Item $Gegevens -Recurse -Force
Write-Host 'De msi doet wat zij moet doen.'
